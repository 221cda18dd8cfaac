"""Servers and tasks as processes of this machine: where there is no Docker."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from installation import Installation
from phases import phases
from task_run import TaskFailedError, TaskRun
from warehouse import Warehouse

BUCKET = "orders-data"


class Processes:
    """The servers of ``./run``, and the three mains with the flags of their images."""

    name = "processes"

    def __init__(self, installation: Installation, folder: Path, variables: dict[str, str]) -> None:
        self._installation = installation
        self._folder = folder
        self.variables: Mapping[str, str] = {
            k: v for k, v in variables.items() if not k.startswith("PG")
        }
        self.warehouse = Warehouse({k: v for k, v in variables.items() if k.startswith("PG")})

    @classmethod
    @contextmanager
    def start(cls, installation: Installation) -> Iterator[Processes]:
        folder = Path(tempfile.mkdtemp(prefix="orders-etl-benchmarks-"))
        command = installation.local_run("ServersMain", str(folder / "servers"))
        servers = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        try:
            yield cls(installation, folder, dict(_variables(servers)))
        finally:
            servers.communicate(timeout=60)  # closes their input, which is what they wait for
            shutil.rmtree(folder, ignore_errors=True)

    def bucket(self) -> Path:
        return self._folder / "servers" / "s3" / BUCKET

    def run(self, task: str, variables: Mapping[str, str], memory: int) -> TaskRun:
        temporary = self._folder / "tasks"
        temporary.mkdir(exist_ok=True)
        command = self._installation.task(task, memory, temporary)
        environment = {**variables, "SCRATCH_DIR": str(temporary), "LC_ALL": "C.UTF-8"}
        with (self._folder / "output").open("w+") as output:
            started, start = time.time(), time.monotonic()
            process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                _, status, usage = os.wait4(process.pid, 0)
            except BaseException:
                process.kill()
                raise
            seconds = time.monotonic() - start
            process.returncode = os.waitstatus_to_exitcode(status)
            output.seek(0)
            told = output.read()
        if process.returncode != 0:
            raise TaskFailedError(f"{task} ended with {process.returncode}\n{told}")
        split = phases(told, started, started + seconds)
        return TaskRun(task, started, seconds, _mebibytes(usage.ru_maxrss), split)

    def versions(self) -> dict[str, str]:
        return {
            "Java": self._installation.java_version(),
            "PostgreSQL": self.warehouse.version(),
            "S3 server": "S3Proxy",
        }


def _variables(servers: subprocess.Popen[str]) -> Iterator[tuple[str, str]]:
    for line in servers.stdout or ():
        if line == "\n":
            return
        name, _, value = line.rstrip("\n").partition("=")
        yield name, value
    raise RuntimeError(f"the servers ended with {servers.wait(60)}")


def _mebibytes(resident: int) -> float:
    """``ru_maxrss`` is in KiB, on macOS in bytes."""
    return resident / (1 << 20 if sys.platform == "darwin" else 1 << 10)
