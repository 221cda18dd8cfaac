"""Markdown."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def spread(values: Sequence[float]) -> str:
    """Minimum, median and maximum, the median in bold."""
    least, middle, most = min(values), statistics.median(values), max(values)
    return f"{least:.2f} **{middle:.2f}** {most:.2f}"


def seconds(values: Sequence[float]) -> list[str]:
    """The same as cells."""
    return [f"{value:.2f}" for value in (min(values), statistics.median(values), max(values))]
