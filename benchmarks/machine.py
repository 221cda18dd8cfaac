"""What was run, and on what: facts that say how far figures can be compared, and no names."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from installation import REPOSITORY
from task_run import Platform


def conditions(measured: Platform, version: str) -> dict[str, str]:
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "product": f"{version}, commit {_commit()}",
        "cores": str(os.cpu_count()),
        "processor": _processor(),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "kernel": f"{platform.system()} {platform.release()}",
        "psql": _said("psql", "--version").split()[2],
        "Python": platform.python_version(),
        **measured.versions(),
    }


def _commit() -> str:
    changed = _said("git", "status", "--porcelain", "--untracked-files=no", "--", ":!docs")
    return _said("git", "rev-parse", "--short", "HEAD") + (" and changes" if changed else "")


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def _said(*command: str) -> str:
    done = subprocess.run(command, check=True, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()
