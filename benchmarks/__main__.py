"""Measures the product beside what people load CSV into PostgreSQL with."""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from contenders import BARE_COPY, DAMAGED, KEYED_COPY, PRODUCT, Rounds, copy, interleave, product
from installation import Installation
from pipeline import Pipeline
from processes import Processes
from sample import Sample


def main() -> int:
    options = _options()
    installation = Installation.build(options.java_home)
    with Processes.start(installation) as platform:
        sample = Sample("undamaged", options.orders).generate(installation)
        damaged = Sample("damaged", options.orders).generate(installation)
        contenders = [
            product(PRODUCT, Pipeline(platform, sample).upload()),
            copy(BARE_COPY, platform.warehouse, sample, keyed=False),
            copy(KEYED_COPY, platform.warehouse, sample, keyed=True),
            product(DAMAGED, Pipeline(platform, damaged).upload()),
        ]
        rounds = Rounds()
        interleave(contenders, options.rounds, platform.warehouse.settle, rounds)
    for other in (BARE_COPY, KEYED_COPY):
        ratios = rounds.ratios(PRODUCT, other)
        print(
            f"{PRODUCT} / {other}: {min(ratios):.2f} {statistics.median(ratios):.2f} "
            f"{max(ratios):.2f}"
        )
    for number, detail in enumerate(rounds.details, start=1):
        for task in detail[PRODUCT]:
            print(f"round {number}: {task['task']} {task['seconds']:.2f} s, {task['peak']:.0f} MiB")
            for phase, seconds in task["phases"].items():
                print(f"    {phase:40} {seconds:.2f}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python3 benchmarks", description=__doc__)
    parser.add_argument("--orders", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--java-home", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
