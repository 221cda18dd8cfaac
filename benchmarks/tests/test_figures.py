"""What is made of measurements: python3 -m unittest discover -s benchmarks/tests"""

import json
import sys
import tempfile
import unittest
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import recorded
from contenders import BARE_COPY, KEYED_COPY, PRODUCT, Contender, interleave, ratios
from goals import GOALS, goals
from phases import AFTER_WORK, BEFORE_LOG, BEFORE_WORK, phases
from tables import spread

STARTED = datetime(2026, 11, 22, 9, tzinfo=UTC).timestamp()


class PhasesTest(unittest.TestCase):
    def test_are_read_from_the_log(self) -> None:
        log = """\
2026-11-22T09:00:00.300Z INFO TaskMain - load-task 0.1.0 starts, run 17
2026-11-22T09:00:03.000Z INFO Progress - checking orders: 1,000 rows, 1.8 MB in 2.5 s (0 MB/s), done
2026-11-22T09:00:03.000Z INFO Progress - loading orders_staging.orders: 9 rows, 0.6 MB in 0.1 s \
(6.3 MB/s), done
2026-11-22T09:00:03.000Z INFO Models - model agg_shipments: 1 rows in 26 ms
2026-11-22T09:00:03.000Z INFO FreshTableLoader - orders_staging.orders: keys and indexes built in \
0.01 s, analyzed in 0.05 s
{"task":"load","seconds":3.9,"datasets":[{"name":"orders","rows_read":9}]}
"""
        self.assertEqual(
            phases(log, STARTED, STARTED + 3.5),
            {
                BEFORE_LOG: 0.3,
                BEFORE_WORK: 0.2,
                AFTER_WORK: 0.5,
                "checking orders": 2.5,
                "loading orders": 0.1,
                "model agg_shipments": 0.026,
                "keys of orders": 0.01,
                "analyzing orders": 0.05,
            },
        )

    def test_are_read_from_the_result_where_it_has_seconds_of_its_own(self) -> None:
        result = '{"task":"load","seconds":3.9,"phases":[{"name":"publishing","seconds":0.2}]}'
        self.assertEqual(phases(result, STARTED, STARTED + 4), {"phases publishing": 0.2})


class RoundsTest(unittest.TestCase):
    def test_begin_with_another_contender_each(self) -> None:
        order: list[str] = []
        both = [_contender(name, order) for name in ("a", "b")]

        rounds = interleave(both, 2, lambda: order.append("settle"))

        a, b = ["settle", "a", "a is there"], ["settle", "b", "b is there"]
        self.assertEqual(order, [*a, *b, *b, *a])
        self.assertEqual([sorted(done) for done in rounds], [["a", "b"], ["a", "b"]])

    def test_give_ratios_of_one_and_the_same_round(self) -> None:
        rounds = [{"a": {"seconds": 6.0}, "b": {"seconds": 2.0}}, {"a": {"seconds": 1.0}}]
        self.assertEqual(ratios(rounds, "a", "b"), [3.0])

    def test_are_told_as_minimum_median_and_maximum(self) -> None:
        self.assertEqual(spread([3, 1, 2]), "1.00 **2.00** 3.00")


class GoalsTest(unittest.TestCase):
    def test_show_what_was_measured_on_each_platform(self) -> None:
        rounds = [{PRODUCT: {"seconds": 3.0}, BARE_COPY: {"seconds": 2.0}}]
        growth = [{"1000000": {"seconds": 2.0}, "5000000": {"seconds": 11.0}}]
        table = goals({"processes": {"copies": {"rounds": rounds}, "growth": {"rounds": growth}}})
        self.assertIn("| 1.50 **1.50** 1.50 x |", table)
        self.assertIn("1 M 1.00, 5 M 1.10", table)
        self.assertEqual(len(table.splitlines()), 2 + len(GOALS))


class RecordedTest(unittest.TestCase):
    def test_ratios_hold_up_to_the_tolerance(self) -> None:
        self.assertTrue(_compare([2.5]))

    def test_ratios_above_it_are_measured_once_more_before_they_fail(self) -> None:
        self.assertTrue(_compare([2.7, 2.3]))
        self.assertFalse(_compare([2.7, 2.7]))


def _compare(seconds: list[float]) -> bool:
    """Compare a product that takes so long with a copy of a second, where 2 is recorded."""
    measured = iter(seconds)

    def copies(*_: Any, **__: Any) -> dict[str, Any]:
        others = {name: {"seconds": 1.0} for name in (BARE_COPY, KEYED_COPY)}
        return {"rounds": [{PRODUCT: {"seconds": next(measured)}, **others}]}

    bench = SimpleNamespace(platform=SimpleNamespace(name="processes"), copies=copies)
    kept = {"processes": {"ratios": {BARE_COPY: 2.0, KEYED_COPY: 2.0}}}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "recorded.json"
        file.write_text(json.dumps(kept))
        with mock.patch.object(recorded, "FILE", file):
            return recorded.compare(bench)


def _contender(name: str, order: list[str]) -> Contender:
    def run() -> tuple[float, list[str]]:
        order.append(name)
        return 1.0, []

    return Contender(name, lambda: None, run, lambda: order.append(f"{name} is there"))


if __name__ == "__main__":
    unittest.main()
