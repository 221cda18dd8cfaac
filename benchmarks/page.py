"""docs/performance.md: the template, filled with what was measured, now or earlier."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from bodies import BODIES
from goals import Platforms, goals
from installation import REPOSITORY

HERE = Path(__file__).resolve().parent
KEPT = HERE / "results.json"
PAGE = REPOSITORY / "docs" / "performance.md"


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
        KEPT.write_text(json.dumps(self.results, indent=1) + "\n")
        text = Template((HERE / "template.md").read_text()).substitute(
            goals="Minimum, **median**, maximum.\n\n" + goals(self.results),
            sections="\n".join(
                _section(platform, name, section)
                for platform, sections in sorted(self.results.items())
                for name, section in sorted(sections.items(), key=lambda known: _place(known[0]))
            ),
            fragment=(HERE / "where-the-time-goes.md").read_text(),
        )
        PAGE.write_text(text)


def _place(name: str) -> tuple[int, int]:
    kind, *orders = name.split()
    return list(BODIES).index(kind), int(orders[0]) if orders else 0


def _section(platform: str, name: str, section: dict[str, Any]) -> str:
    title, body = BODIES[name.split(maxsplit=1)[0]]
    return "\n\n".join([f"## {title}: as {platform}", _conditions(section), body(section), ""])


def _conditions(section: dict[str, Any]) -> str:
    facts = section["conditions"] | section.get("versions", {})
    size = ""
    if "rows" in section:
        size = (
            f"{section['orders']:,} orders: {section['rows']:,} rows, {section['megabytes']} MB. "
        )
    return size + "; ".join(f"{name} {value}" for name, value in facts.items()) + "."
