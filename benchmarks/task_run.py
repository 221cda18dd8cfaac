"""A task's run as it was measured, and what every way of running one has in common."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from warehouse import Warehouse


@dataclass(frozen=True)
class TaskRun:
    """A task from the start of its process or container to its end.

    :param started: when, by the wall clock
    :param peak: the most memory its process held, in MiB
    :param charged: the most that counted against its container's limit, file caches included
    """

    task: str
    started: float
    seconds: float
    peak: float
    phases: dict[str, float]
    charged: float | None = None


class TaskFailedError(Exception):
    """A task that did not end well; holds its log."""


class Platform(Protocol):
    """Servers that are up, and a way to run tasks against them."""

    name: str
    variables: Mapping[str, str]
    warehouse: Warehouse

    def bucket(self) -> Path:
        """The folder that holds the bucket's objects."""

    def run(self, task: str, variables: Mapping[str, str], memory: int) -> TaskRun:
        """Run a task held to so many MiB."""

    def versions(self) -> dict[str, str]:
        """What it runs on."""
