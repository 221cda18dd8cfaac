"""The most memory that a container's process held, read while it runs."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.05
CGROUPS = Path("/sys/fs/cgroup")


@dataclass
class Peak:
    """In MiB.

    :param resident: the process's own memory (``VmHWM``)
    :param charged: what the container's limit is about, file caches included, where it can be read
    """

    resident: float = 0
    charged: float | None = None


def watch(process: int) -> Peak:
    """Follow a process until it has ended."""
    peak = Peak()
    status = Path(f"/proc/{process}/status")
    charged = _charged_file(process)
    with contextlib.suppress(OSError):
        while True:
            for line in status.read_text().splitlines():
                if line.startswith("VmHWM:"):
                    peak.resident = max(peak.resident, int(line.split()[1]) / 1024)
            if charged:
                peak.charged = max(peak.charged or 0, int(charged.read_text()) / (1 << 20))
            time.sleep(INTERVAL)
    return peak


def _charged_file(process: int) -> Path | None:
    """Of cgroups version 2, or of version 1's memory controller."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/cgroup").read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            file = CGROUPS / path.lstrip("/") / "memory.peak"
            if controllers == "memory":
                file = CGROUPS / "memory" / path.lstrip("/") / "memory.max_usage_in_bytes"
            if file.exists():
                return file
    return None
