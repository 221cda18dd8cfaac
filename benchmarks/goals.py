"""What was promised of the product's speed and memory, beside what was measured."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contenders import BARE_COPY, KEYED_COPY, PRODUCT, ratios
from peer_environment import DLT, PANDAS, SLING
from tables import spread, table

Platforms = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Goal:
    """A line of the table.

    :param figures: what a platform's sections say about it
    """

    what: str
    must: str
    aim: str
    figures: Callable[[dict[str, Any]], str]


def goals(results: Platforms) -> str:
    """All goals as a table, with a column for each platform that was measured."""
    platforms = sorted(results)
    rows = [
        [goal.what, goal.must, goal.aim, *(goal.figures(results[name]) for name in platforms)]
        for goal in GOALS
    ]
    return table(["what", "must be", "aim", *(f"as {name}" for name in platforms)], rows)


def _ratio(section: str, over: str, under: str) -> Callable[[dict[str, Any]], str]:
    def figures(sections: dict[str, Any]) -> str:
        found = ratios(sections.get(section, {}).get("rounds", []), over, under)
        return f"{spread(found)} x" if found else ""

    return figures


def _start(sections: dict[str, Any]) -> str:
    answers = sections.get("start", {}).get("answers", {})
    return "<br>".join(f"{task} {spread(seconds)} s" for task, seconds in answers.items())


def _memory(sections: dict[str, Any]) -> str:
    lines = []
    for name, section in sorted(sections.items()):
        if name.startswith("memory "):
            for run in section["runs"]:
                limits = "/".join(str(limit) for limit in run["limits"].values())
                held = "/".join(f"{task['peak']:.0f}" for task in run["tasks"])
                lines.append(
                    f"{section['orders']:,} at {limits} MB: {run['outcome']}"
                    + (f", held {held} MiB" if held else "")
                )
    return "<br>".join(lines)


def _growth(sections: dict[str, Any]) -> str:
    rounds = sections.get("growth", {}).get("rounds", [])
    if not rounds:
        return ""
    cost = {
        int(size): statistics.median(done[size]["seconds"] for done in rounds) / int(size)
        for size in rounds[0]
    }
    least = cost[min(cost)]
    steps = (f"{size / 1e6:g} M {each / least:.2f}" for size, each in sorted(cost.items()))
    return "time an order: " + ", ".join(steps)


GOALS = (
    Goal("whole pipeline / `copy`", "<= 2.0 x", "<= 1.5 x", _ratio("copies", PRODUCT, BARE_COPY)),
    Goal(
        "whole pipeline / `copy with keys`", "<= 1.5 x", "<= 1.0 x",
        _ratio("copies", PRODUCT, KEYED_COPY),
    ),
    Goal("pandas / whole pipeline", ">= 30 x", ">= 50 x", _ratio("peers", PANDAS, PRODUCT)),
    Goal("dlt / whole pipeline", ">= 4 x", ">= 8 x", _ratio("peers", DLT, PRODUCT)),
    Goal("Sling / whole pipeline", ">= 4 x", ">= 8 x", _ratio("peers", SLING, PRODUCT)),
    Goal("start of a task to its first answer from S3", "<= 1.0 s", "<= 0.6 s", _start),
    Goal(
        "memory limits of extract/transform/load, unchanged at 5 and 50 million orders",
        "512 MB", "extract and load 256 MB", _memory,
    ),
    Goal("growth from 1 to 5 to 20 million orders", "linear within 15 %", "", _growth),
)  # fmt: skip
