"""The Python environment with what requirements.txt names.

It is built once for each content of that file and each Python, in the user's cache.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).with_name("requirements.txt")


def enter() -> None:
    """Return where this program runs in the environment already, else start it again in there."""
    folder = _folder()
    if Path(sys.prefix).resolve() == folder.resolve():
        return
    complete = folder / "complete"
    if not complete.exists():
        _make(folder)
        complete.touch()
    python = str(folder / "bin" / "python")
    os.execv(python, [python, *sys.argv])


def _folder() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    lock = hashlib.sha256(REQUIREMENTS.read_bytes() + sys.version.encode()).hexdigest()[:16]
    return cache / "orders-etl" / f"e2e-venv-{lock}"


def _make(folder: Path) -> None:
    print(f"Installing Playwright into {folder} (once)", file=sys.stderr, flush=True)
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run((sys.executable, "-m", "venv", str(folder)), check=True)
    pip = (str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check")
    subprocess.run((*pip, "-r", str(REQUIREMENTS)), check=True)
