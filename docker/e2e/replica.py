"""The replica as its operator has it: docker compose, the servers, the visible data folder."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BUCKET = "orders-data"


class Replica:
    """An installation of its own, beside any other on the machine.

    :param images: variables that name other images than the compose file does
    """

    def __init__(self, project: str, data: Path, images: dict[str, str]) -> None:
        self.project = project
        self.data = data
        self.ports = {name: _free_port() for name in ("AIRFLOW_PORT", "WAREHOUSE_PORT", "S3_PORT")}
        self.environment = (
            os.environ
            | images
            | self.ports
            | {
                "COMPOSE_PROJECT_NAME": project,
                "DATA_DIR": str(data),
                "ORDERS_ETL_IMAGE_TAG": project,
            }
        )

    @property
    def airflow_url(self) -> str:
        return f"http://127.0.0.1:{self.ports['AIRFLOW_PORT']}"

    def compose(self, *arguments: str, show: bool = False) -> str:
        """Run a command of docker compose's; its output, or an exception that holds it."""
        command = ("docker", "compose", "--env-file", os.devnull, "--progress", "plain", *arguments)
        return _run(command, env=self.environment, show=show)

    def up(self) -> None:
        self.compose("up", "--detach", "--quiet-pull", show=True)

    def wait_until_healthy(self, seconds: int) -> None:
        """Wait for every service that has a health check; a service that failed is told at once."""
        deadline = time.monotonic() + seconds
        while True:
            lines = self.compose("ps", "--all", "--format", "json").splitlines()
            services = [json.loads(line) for line in lines]
            for service in services:
                if service["State"] == "exited" and service["ExitCode"] != 0:
                    raise AssertionError(self.compose("logs", "--tail", "50", service["Service"]))
            waiting = [s["Service"] for s in services if s["Health"] not in ("", "healthy")]
            if not waiting:
                return
            if time.monotonic() > deadline:
                logs = self.compose("logs", "--tail", "50", *waiting)
                raise AssertionError(f"not healthy after {seconds} s: {waiting}\n{logs}")
            time.sleep(1)

    def login(self) -> tuple[str, str]:
        """The user and password that the documented command shows."""
        shown = self.compose("run", "--rm", "login")
        return re.search(r"user (\S+), password (\S+)", shown).groups()

    def query(self, sql: str) -> list[dict[str, str]]:
        """A query in the warehouse, as its administrator."""
        text = self.compose(
            "exec", "-T", "warehouse", "psql", "-U", "postgres", "-d", "warehouse",
            "-v", "ON_ERROR_STOP=1", "-q", "-c", f"copy ({sql}) to stdout (format csv, header)",
        )  # fmt: skip
        return [dict(row) for row in csv.DictReader(io.StringIO(text))]

    def upload(self, key: str, file: Path) -> None:
        """Put an object into the bucket, as whoever delivers the exports does."""
        shown = self.compose("run", "--rm", "login")
        found = re.search(r"KEY_ID='(\S+)' AWS_SECRET_ACCESS_KEY='(\S+)'", shown)
        url = f"http://127.0.0.1:{self.ports['S3_PORT']}/{BUCKET}/{key}"
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        _run(
            (
                "curl", "-fsS", "--config", "-", "--aws-sigv4", "aws:amz:us-east-1:s3",
                "-H", f"x-amz-content-sha256: {digest}", "-T", str(file), url,
            ),
            given=f'user = "{":".join(found.groups())}"\n',
        )  # fmt: skip

    def object(self, key: str) -> Path:
        return self.data / BUCKET / key

    def task_containers(self) -> list[str]:
        """The tasks whose containers are there."""
        label = f"label=io.orders-etl.deployment={self.project}"
        task = '{{.Label "io.orders-etl.task"}}'
        return _run(("docker", "ps", "--filter", label, "--format", task)).split()

    def memory(self) -> dict[str, float]:
        """What each running container uses, in MiB, caches not counted."""
        names = self.compose("ps", "--quiet").split()
        form = "{{.Name}} {{.MemUsage}}"
        lines = _run(("docker", "stats", "--no-stream", "--format", form, *names)).splitlines()
        return {line.split()[0]: _mebibytes(line.split()[1]) for line in lines}

    def foreign_volumes(self) -> list[str]:
        """Volumes that the containers use and that ``down -v`` would not know of."""
        name = '{{range .Mounts}}{{if eq .Type "volume"}}{{println .Name}}{{end}}{{end}}'
        containers = self.compose("ps", "--all", "--quiet").split()
        names = _run(("docker", "inspect", "--format", name, *containers)).split()
        return [name for name in names if not name.startswith(f"{self.project}_")]

    def left(self) -> str:
        """What Docker still has of this installation."""
        label = f"label=com.docker.compose.project={self.project}"
        kinds = (("ps", "-a"), ("volume", "ls"), ("network", "ls"))
        return "".join(_run(("docker", *kind, "-q", "--filter", label)) for kind in kinds)

    def images(self) -> list[str]:
        return _run(("docker", "images", "-q", f"orders-etl/*:{self.project}")).split()

    def remove(self) -> None:
        """Remove the installation with its images and its data folder."""
        self.compose("--profile", "login", "down", "--volumes", "--timeout", "10")
        names = "{{.Repository}}:{{.Tag}}"
        found = _run(("docker", "images", "--format", names, f"orders-etl/*:{self.project}"))
        if found:
            _run(("docker", "rmi", *found.split()))
        shutil.rmtree(self.data, ignore_errors=True)


def _run(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    given: str | None = None,
    show: bool = False,
) -> str:
    done = subprocess.run(
        command,
        check=False,
        cwd=REPOSITORY,
        env=env,
        input=given,
        stdin=subprocess.DEVNULL if given is None else None,
        stdout=subprocess.PIPE,
        stderr=None if show else subprocess.PIPE,
        text=True,
    )
    if done.returncode != 0:
        raise AssertionError(
            f"{' '.join(command)}\nended with {done.returncode}\n{done.stdout}{done.stderr or ''}"
        )
    return done.stdout


def _free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def _mebibytes(text: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)(\w+)", text).groups()
    return float(number) * {"B": 1 / (1 << 20), "KiB": 1 / 1024, "MiB": 1, "GiB": 1024}[unit]
