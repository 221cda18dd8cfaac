"""Measures the product beside other ways to load CSV files; writes docs/performance.md.

Needs psql; Docker, or else a JDK. Without options: everything but --memory and --growth.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docker_engine
import recorded
from containers import Containers
from installation import Installation
from machine import conditions
from page import Page
from processes import Processes
from sections import Bench
from task_run import Platform

SECTIONS = ("copies", "peers", "start")
GROWTH = (1_000_000, 5_000_000, 20_000_000)


def main() -> int:
    options = _options()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # and clean up
    installation = Installation.build(options.java_home)
    with _platform(installation, options) as platform:
        bench = Bench(installation, platform)
        if options.record:
            recorded.record(bench)
        elif options.short:
            return 0 if recorded.compare(bench) else 1
        else:
            _measure(bench, options)
    return 0


def _measure(bench: Bench, options: argparse.Namespace) -> None:
    page = Page.read()
    facts = conditions(bench.platform, bench.installation.version)
    work: dict[str, Callable[[], dict[str, Any]]] = {
        "copies": lambda: bench.copies(options.orders, options.rounds),
        "peers": lambda: bench.peers(options.peer_orders, options.rounds),
        "start": lambda: bench.start(options.rounds),
        "memory": lambda: bench.memory(options.orders),
        "growth": lambda: bench.growth(options.sizes, options.rounds),
    }
    for section in _chosen(options):
        known = f"memory {options.orders}" if section == "memory" else section
        page.keep(bench.platform.name, known, work[section]() | {"conditions": facts})
        page.write()


def _chosen(options: argparse.Namespace) -> list[str]:
    """Those of --only; else --memory or --growth where one is asked for; else the usual ones."""
    extra = [section for section in ("memory", "growth") if getattr(options, section)]
    return options.only or extra or list(SECTIONS)


@contextmanager
def _platform(installation: Installation, options: argparse.Namespace) -> Iterator[Platform]:
    way = options.way or ("containers" if docker_engine.available() else "processes")
    images = _variables(options.env_file) if options.env_file else {}
    start = Containers.start(images) if way == "containers" else Processes.start(installation)
    with start as platform:
        yield platform


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 benchmarks",
        description=__doc__,
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--orders", type=_count, default=5_000_000, help="beside psql's copy")
    parser.add_argument("--peer-orders", type=_count, default=1_000_000, help="beside the others")
    parser.add_argument("--rounds", type=_count, default=5, help="each measures everything once")
    parser.add_argument("--only", nargs="+", choices=(*SECTIONS, "memory", "growth"))
    parser.add_argument("--memory", action="store_true", help="whether limits hold, at --orders")
    parser.add_argument("--growth", action="store_true", help="the product at --sizes")
    parser.add_argument("--sizes", nargs="+", type=_count, default=GROWTH, help="in orders")
    parser.add_argument("--short", action="store_true", help="fail above 1.3x the recorded ratios")
    parser.add_argument("--record", action="store_true", help="record them anew")
    parser.add_argument("--with", dest="way", choices=("containers", "processes"))
    parser.add_argument("--env-file", type=Path, help="variables that name other images")
    parser.add_argument("--java-home", type=Path, help="the Java of --with processes")
    return parser.parse_args()


def _count(text: str) -> int:
    return int(text.replace(",", "").replace("_", ""))


def _variables(file: Path) -> dict[str, str]:
    lines = file.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


if __name__ == "__main__":
    sys.exit(main())
