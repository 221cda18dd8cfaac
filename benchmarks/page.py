"""docs/performance.md: the template, filled with what was measured, now or earlier."""

from __future__ import annotations

import json
import statistics
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from contenders import DAMAGED, PRODUCT, ratios
from goals import Platforms, goals
from installation import REPOSITORY, TASKS
from tables import seconds, spread, table

HERE = Path(__file__).resolve().parent
KEPT = HERE / "results.json"
PAGE = REPOSITORY / "docs" / "performance.md"
SHOWN = 0.05  # shorter phases are noise


@dataclass(frozen=True)
class Page:
    """All results there are, by platform and section."""

    results: Platforms

    @classmethod
    def read(cls) -> Page:
        return cls(json.loads(KEPT.read_text()) if KEPT.exists() else {})

    def keep(self, platform: str, section: str, result: dict[str, Any]) -> None:
        """Replace what was known of a section."""
        self.results.setdefault(platform, {})[section] = result

    def write(self) -> None:
        KEPT.write_text(json.dumps(self.results, indent=1, sort_keys=True) + "\n")
        text = Template((HERE / "template.md").read_text()).substitute(
            goals="Minimum, **median**, maximum.\n\n" + goals(self.results),
            sections="\n".join(
                _section(platform, name, section)
                for platform, sections in sorted(self.results.items())
                for name, section in sorted(sections.items())
            ),
            fragment=(HERE / "where-the-time-goes.md").read_text(),
        )
        PAGE.write_text(text)


def _section(platform: str, name: str, section: dict[str, Any]) -> str:
    kind = name.split(maxsplit=1)[0]
    title, body = {
        "copies": ("Beside psql's copy", _rounds),
        "peers": ("Beside pandas, dlt and Sling", _rounds),
        "start": ("Start", _start),
        "memory": ("Memory", _memory),
        "growth": ("Growth", _rounds),
    }[kind]
    return "\n\n".join([f"## {title}: as {platform}", _conditions(section), body(section), ""])


def _conditions(section: dict[str, Any]) -> str:
    facts = section["conditions"] | section.get("versions", {})
    size = ""
    if "rows" in section:
        size = (
            f"{section['orders']:,} orders: {section['rows']:,} rows, {section['megabytes']} MB. "
        )
    return size + "; ".join(f"{name} {value}" for name, value in facts.items()) + "."


def _rounds(section: dict[str, Any]) -> str:
    rounds = section["rounds"]
    names = list(rounds[0])
    count = f"{len(rounds)} rounds"
    header = [count, "min s", "median s", "max s"]
    lines = [[name, *seconds([done[name]["seconds"] for done in rounds])] for name in names]
    if PRODUCT in names:
        header.append("product's time as a multiple of it")
        for line in lines:
            line.append("" if line[0] == PRODUCT else spread(ratios(rounds, PRODUCT, line[0])))
        lines.sort(key=lambda line: line[0] not in (PRODUCT, DAMAGED))
    split = [
        _split(name, [done[name]["tasks"] for done in rounds])
        for name in names
        if rounds[0][name]["tasks"] and name != DAMAGED
    ]
    return "\n\n".join([table(header, lines), *split])


def _split(name: str, runs: list[list[dict[str, Any]]]) -> str:
    """By task, and by what tasks say of their phases, the longest first."""
    by_task = {task: [one for run in runs for one in run if one["task"] == task] for task in TASKS}
    lines = [
        [task, *seconds([one["seconds"] for one in ones]), _peak(ones), _phases(ones)]
        for task, ones in by_task.items()
    ]
    header = [
        name,
        "min s",
        "median s",
        "max s",
        "memory",
        "phases, median s",
    ]
    return table(header, lines)


def _peak(ones: list[dict[str, Any]]) -> str:
    resident = f"{max(one['peak'] for one in ones):.0f} MiB"
    charged = [one["charged"] for one in ones if one["charged"]]
    return resident + (f", charged {max(charged):.0f} MiB" if charged else "")


def _phases(ones: list[dict[str, Any]]) -> str:
    names = {name for one in ones for name in one["phases"]}
    medians = {
        name: statistics.median(one["phases"].get(name, 0) for one in ones) for name in names
    }
    longest = sorted(medians.items(), key=lambda known: -known[1])
    return "<br>".join(f"{name} {value:.2f}" for name, value in longest if value >= SHOWN)


def _start(section: dict[str, Any]) -> str:
    header = ["from the start to the first answer", "min s", "median s", "max s"]
    return table(header, [[task, *seconds(found)] for task, found in section["answers"].items()])


def _memory(section: dict[str, Any]) -> str:
    lines = [
        [
            task["task"], f"{run['limits'][task['task']]} MB", f"{task['seconds']:.1f}",
            _peak([task]), run["outcome"],
        ]
        for run in section["runs"]
        for task in run["tasks"]
    ]  # fmt: skip
    return table(["task", "limit", "s", "memory", "outcome"], lines)
