"""Where a task's time goes, from what it says itself: its result and its log."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

# "2026-11-22T09:00:00.000Z INFO Progress - checking orders: … in 0.5 s (3.5 MB/s), done"
LINE = re.compile(r"(?P<time>\S+Z) +\w+ +\w+ - (?P<message>.*)")
WORK = re.compile(r"(\w+) (?:\w+\.)?(\w+): [\d,]+ rows,.* in ([\d.]+) s \(.*done")
MODEL = re.compile(r"model (\w+): .* in (\d+) ms")
INDEXES = re.compile(
    r"(?:\w+\.)?(\w+): keys and indexes built in ([\d.]+) s, analyzed in ([\d.]+) s"
)
BEFORE_LOG = "start to first log line"
BEFORE_WORK = "first log line to first of these"
AFTER_WORK = "last of these to end"
NAMES = ("name", "phase", "dataset")


def phases(output: str, started: float, ended: float) -> dict[str, float]:
    """Seconds by phase and dataset; phases may overlap, since tasks work side by side.

    :param output: all that it wrote: the log, and its result in a line
    :param started: when the process was started, by the wall clock
    """
    found: dict[str, float] = {}
    logged, begun, done = [], [], []
    for event in filter(None, map(LINE.match, output.splitlines())):
        logged.append(datetime.fromisoformat(event["time"]).timestamp())
        for name, seconds in _of_line(event["message"]):
            found[name] = round(found.get(name, 0) + seconds, 3)
            begun.append(logged[-1] - seconds)
            done.append(logged[-1])
    if begun:  # what no task can say of itself
        found[BEFORE_LOG] = round(logged[0] - started, 3)
        found[BEFORE_WORK] = round(max(0, min(begun) - logged[0]), 3)
        found[AFTER_WORK] = round(ended - max(done), 3)
    for line in output.splitlines():
        if line.startswith("{"):
            found.update(_of_result(line))
    return found


def _of_line(message: str) -> list[tuple[str, float]]:
    if work := WORK.match(message):
        return [(f"{work[1]} {work[2]}", float(work[3]))]
    if model := MODEL.match(message):
        return [(f"model {model[1]}", int(model[2]) / 1000)]
    if built := INDEXES.match(message):
        name = built[1]
        return [(f"keys of {name}", float(built[2])), (f"analyzing {name}", float(built[3]))]
    return []


def _of_result(result: str) -> dict[str, float]:
    """Every object of the result below its top that has a name and seconds of its own."""
    try:
        top = json.loads(result)
    except json.JSONDecodeError:
        return {}
    found: dict[str, float] = {}
    for key, value in top.items():
        _collect(key, value, found)
    return found


def _collect(path: str, value: Any, found: dict[str, float]) -> None:
    if isinstance(value, list):
        for item in value:
            _collect(path, item, found)
    elif isinstance(value, dict):
        named = next((str(value[name]) for name in NAMES if name in value), "")
        path = f"{path} {named}".strip()
        if isinstance(value.get("seconds"), int | float):
            found[path] = value["seconds"]
        for key, inner in value.items():
            _collect(f"{path} {key}", inner, found)
