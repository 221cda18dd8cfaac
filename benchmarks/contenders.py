"""What is measured side by side: each is made ready, then timed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline import Pipeline
from sample import Sample
from warehouse import Warehouse

PRODUCT = "product"
DAMAGED = "product, 0.3 % of the rows damaged"
BARE_COPY = "copy"
KEYED_COPY = "copy with keys"


@dataclass
class Contender:
    """One way to do the work.

    :param run: returns the seconds that count, and what else is worth keeping
    """

    name: str
    prepare: Callable[[], None]
    run: Callable[[], tuple[float, Any]]


@dataclass
class Rounds:
    """Measurements, round by round, by the contenders' names."""

    seconds: list[dict[str, float]] = field(default_factory=list)
    details: list[dict[str, Any]] = field(default_factory=list)

    def ratios(self, over: str, under: str) -> list[float]:
        both = [done for done in self.seconds if over in done and under in done]
        return [done[over] / done[under] for done in both]


def interleave(
    contenders: Sequence[Contender], count: int, settle: Callable[[], None], rounds: Rounds
) -> None:
    """Measure each once a round; another one begins each round."""
    for number in range(count):
        shift = number % len(contenders)
        seconds: dict[str, float] = {}
        details: dict[str, Any] = {}
        for contender in [*contenders[shift:], *contenders[:shift]]:
            contender.prepare()
            settle()
            seconds[contender.name], details[contender.name] = contender.run()
            say(f"round {number + 1}: {contender.name} {seconds[contender.name]:.2f} s")
        rounds.seconds.append(seconds)
        rounds.details.append(details)


def product(name: str, pipeline: Pipeline) -> Contender:
    def run() -> tuple[float, Any]:
        done = pipeline.run()
        return done.seconds, [vars(task) for task in done.tasks]

    return Contender(name, pipeline.prepare, run)


def copy(name: str, warehouse: Warehouse, sample: Sample, *, keyed: bool) -> Contender:
    return Contender(
        name, warehouse.forget_copies, timed(lambda: warehouse.copy(sample, keyed=keyed))
    )


def timed(work: Callable[[], Any]) -> Callable[[], tuple[float, Any]]:
    def run() -> tuple[float, Any]:
        start = time.monotonic()
        detail = work()
        return time.monotonic() - start, detail

    return run


def say(text: str) -> None:
    print(f"> {text}", flush=True)
