"""The ratios that the short form is held against."""

from __future__ import annotations

import json
import statistics
from pathlib import Path
from typing import Any

from contenders import BARE_COPY, KEYED_COPY, PRODUCT, ratios, say
from sections import Bench

FILE = Path(__file__).resolve().parent / "recorded.json"
ORDERS = 1_000_000
ROUNDS = 3
TOLERANCE = 1.3
OTHERS = (BARE_COPY, KEYED_COPY)


def record(bench: Bench) -> None:
    """Measure, and keep the ratios for later comparisons."""
    known = json.loads(FILE.read_text()) if FILE.exists() else {}
    found = _medians(bench.copies(ORDERS, 2 * ROUNDS, damaged=False)["rounds"])
    known[bench.platform.name] = {"orders": ORDERS, "ratios": found}
    FILE.write_text(json.dumps(known, indent=2) + "\n")
    say(f"recorded {found}")


def compare(bench: Bench) -> bool:
    """Whether the ratios hold; if not, as many rounds again decide, after a noisy moment."""
    known = json.loads(FILE.read_text()).get(bench.platform.name)
    if not known:
        raise SystemExit(f"benchmarks: no ratios of {bench.platform.name} are kept: use --record")
    limits = {other: TOLERANCE * ratio for other, ratio in known["ratios"].items()}
    rounds: list[Any] = []
    for _ in range(2):
        rounds += bench.copies(ORDERS, ROUNDS, damaged=False)["rounds"]
        found = _medians(rounds)
        for other, ratio in found.items():
            verdict = "holds" if ratio <= limits[other] else "IS TOO HIGH"
            say(f"{PRODUCT} / {other}: {ratio:.2f}, at most {limits[other]:.2f}: {verdict}")
        if all(ratio <= limits[other] for other, ratio in found.items()):
            return True
    return False


def _medians(rounds: list[Any]) -> dict[str, float]:
    return {other: round(statistics.median(ratios(rounds, PRODUCT, other)), 2) for other in OTHERS}
