"""What is measured side by side: each is made ready, then timed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline import Pipeline
from sample import Sample
from warehouse import Keys, Warehouse

PRODUCT = "product"
DAMAGED = "product, 0.3 % of the rows damaged"
BARE_COPY = "copy"
KEYED_COPY = "copy with keys"
KEYS_AFTER = "copy, then keys"
COPIES = "copied"

# What a round gave, by contender: its seconds and, of the product, its tasks.
Round = dict[str, dict[str, Any]]


@dataclass
class Contender:
    """One way to do the work.

    :param run: returns the seconds that count, and its tasks where it has some
    :param verify: fails unless the work has been done
    :param close: removes what is left when all rounds are done
    """

    name: str
    prepare: Callable[[], None]
    run: Callable[[], tuple[float, list[Any]]]
    verify: Callable[[], None]
    close: Callable[[], None] = lambda: None


def interleave(
    contenders: Sequence[Contender], count: int, settle: Callable[[], None]
) -> list[Round]:
    """Measure each once a round; another one begins each round."""
    try:
        return [_round(contenders, number, settle) for number in range(count)]
    finally:
        for contender in contenders:
            contender.close()


def _round(contenders: Sequence[Contender], number: int, settle: Callable[[], None]) -> Round:
    shift = number % len(contenders)
    done: Round = {}
    for contender in [*contenders[shift:], *contenders[:shift]]:
        contender.prepare()
        settle()
        seconds, tasks = contender.run()
        contender.verify()
        say(f"round {number + 1}: {contender.name} {seconds:.2f} s")
        done[contender.name] = {"seconds": round(seconds, 3), "tasks": tasks}
    return done


def ratios(rounds: Sequence[Round], over: str, under: str) -> list[float]:
    """How often a contender's time is another one's, in each round."""
    both = [done for done in rounds if over in done and under in done]
    return [done[over]["seconds"] / done[under]["seconds"] for done in both]


def product(name: str, pipeline: Pipeline) -> Contender:
    def run() -> tuple[float, list[Any]]:
        done = pipeline.run()
        return done.seconds, [asdict(task) for task in done.tasks]

    return Contender(name, pipeline.prepare, run, pipeline.verify)


def copies(warehouse: Warehouse, sample: Sample) -> list[Contender]:
    """Loads by psql: without keys, with the keys declared, and with the keys added at the end."""
    return [
        _copy(BARE_COPY, Keys.NONE, warehouse, sample),
        _copy(KEYED_COPY, Keys.DECLARED, warehouse, sample),
        _copy(KEYS_AFTER, Keys.ADDED, warehouse, sample),
    ]


def _copy(name: str, keys: Keys, warehouse: Warehouse, sample: Sample) -> Contender:
    return Contender(
        name,
        lambda: warehouse.empty(COPIES),
        timed(lambda: warehouse.copy(COPIES, sample, keys)),
        lambda: warehouse.expect(COPIES, sample),
    )


def timed(work: Callable[[], None]) -> Callable[[], tuple[float, list[Any]]]:
    def run() -> tuple[float, list[Any]]:
        start = time.monotonic()
        work()
        return time.monotonic() - start, []

    return run


def say(text: str) -> None:
    print(f"> {text}", flush=True)
