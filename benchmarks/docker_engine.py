"""The docker command, and the images of the tasks."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Mapping

from installation import REPOSITORY, TASKS

TAG = "benchmarks"


def available() -> bool:
    """Whether there is a Docker engine."""
    return bool(shutil.which("docker")) and succeeds("docker", "version")


def build_images(base: str | None) -> None:
    """Build them by Jib, and train their caches.

    :param base: an image that the engine has, where Jib's default can't be pulled
    """
    modules = ",".join((*(f"{task}-task" for task in TASKS), "local-run"))
    command = [
        str(REPOSITORY / "mvnw"), "-q", "-f", str(REPOSITORY / "pom.xml"), "-pl", modules, "-am",
        "-Dmaven.test.skip=true", "-Denforcer.skip=true", f"-Dimage.tag={TAG}", "package",
        "jib:dockerBuild", *([f"-Djib.from.image=docker://{base}"] if base else []),
    ]  # fmt: skip
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    train = str(REPOSITORY / "docker" / "task-images" / "train")
    subprocess.run([train, "orders-etl/", TAG], check=True, stdout=subprocess.DEVNULL)


def docker(
    *words: str, variables: Mapping[str, str] | None = None, error: int = subprocess.PIPE
) -> str:
    done = subprocess.run(
        ["docker", *words],
        check=False,
        env={**os.environ, **(variables or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=error,
        text=True,
    )
    if done.returncode != 0:
        raise RuntimeError(f"docker {words[0]} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def succeeds(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def wait_for(ready: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while True:
        with contextlib.suppress(RuntimeError, OSError):
            ready()
            return
        if time.monotonic() > deadline:
            ready()
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]
