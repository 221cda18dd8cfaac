"""The page's tables of figures, one function for each kind of section."""

from __future__ import annotations

import statistics
from typing import Any

from contenders import DAMAGED, PRODUCT, ratios
from installation import TASKS
from tables import seconds, spread, table

SHOWN = 0.02  # of a task's time: phases that took less are left out


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
    least = SHOWN * statistics.median(one["seconds"] for one in ones)
    return "<br>".join(f"{name} {value:.2f}" for name, value in longest if value >= least)


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
    failed = [f"With limits {run['limits']}: {run['outcome']}." for run in section["runs"]]
    told = [line for line, run in zip(failed, section["runs"], strict=True) if not run["tasks"]]
    return "\n\n".join([table(["task", "limit", "s", "memory", "outcome"], lines), *told])


BODIES = {
    "copies": ("Beside psql's copy", _rounds),
    "peers": ("Beside pandas, dlt and Sling", _rounds),
    "start": ("Start", _start),
    "memory": ("Memory", _memory),
    "growth": ("Growth", _rounds),
}
