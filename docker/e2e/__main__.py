"""Runs the whole system as an operator does, and checks what it says and what it leaves.

    python3 docker/e2e [--env-file stand-ins.env] [--chromium PROGRAM] [--pictures DIR] [--keep]

Needs Docker, Compose, curl, Chromium and Python 3.11 with venv. It makes an installation of its own
(own name, ports, data folder, task images built from this source), and removes it at the end.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import environment
from replica import Replica

if TYPE_CHECKING:
    from browser import Browser

PROJECT = "orders-etl-e2e"


def main() -> int:
    options = _options()
    environment.enter()
    browser = _browser(options)
    images = _variables(options.env_file) if options.env_file else {}
    replica = Replica(PROJECT, Path(tempfile.mkdtemp(prefix=f"{PROJECT}-")), images)
    replica.remove()
    try:
        passed = _run(replica, browser)
    except BaseException:
        print(replica.compose("ps", "--all"), file=sys.stderr)
        if options.keep:
            print(f"kept: project {PROJECT}, data in {replica.data}", file=sys.stderr)
        else:
            replica.remove()
        raise
    replica.remove()
    print(f"{passed} passed, 0 failed")
    return 0


def _run(replica: Replica, browser: Browser) -> int:
    import scenario  # with the environment it needs

    steps = scenario.steps(replica, browser)
    for step in steps:
        start = time.monotonic()
        print(f"=== {step.__doc__}", flush=True)
        step()
        print(f"    {time.monotonic() - start:.0f} s", flush=True)
    return len(steps)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python3 docker/e2e",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--env-file", type=Path, help="variables that name other images")
    parser.add_argument("--chromium", metavar="PROGRAM", help="default: the one on the PATH")
    parser.add_argument("--pictures", type=Path, metavar="DIR", help="keep pictures of the UI here")
    parser.add_argument("--keep", action="store_true", help="leave it running after a failure")
    return parser.parse_args()


def _browser(options: argparse.Namespace) -> Browser:
    from browser import Browser  # with the environment it needs

    if options.pictures:
        options.pictures.mkdir(parents=True, exist_ok=True)
    try:
        return Browser(options.chromium, options.pictures)
    except FileNotFoundError as error:
        sys.exit(f"docker/e2e: {error}")


def _variables(file: Path) -> dict[str, str]:
    lines = file.read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


if __name__ == "__main__":
    sys.exit(main())
