"""Servers and tasks as containers on the host's network: everything stays on loopback."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from docker_engine import TAG, build_images, docker, free_port, succeeds, wait_for
from installation import TASKS
from peak import watch
from phases import phases
from processes import BUCKET
from task_run import TaskFailedError, TaskRun
from warehouse import Warehouse

# As docker-compose.yaml names them.
IMAGES = {"POSTGRES_IMAGE": "postgres:18-alpine", "S3_IMAGE": "versity/versitygw:v1.8.0"}


class Containers:
    """The images of servers and tasks."""

    name = "containers"

    def __init__(self, name: str, folder: Path, images: Mapping[str, str]) -> None:
        self._name = name
        self._folder = folder
        self._images = images
        self._ports = {"postgres": free_port(), "s3": free_port()}
        self._keys = {user: secrets.token_hex(16) for user in ("administrator", "role", "s3")}
        self.variables: Mapping[str, str] = self._task_variables()
        self.warehouse = Warehouse(
            {
                "PGHOST": "127.0.0.1",
                "PGPORT": str(self._ports["postgres"]),
                "PGDATABASE": "warehouse",
                "PGUSER": "postgres",
                "PGPASSWORD": self._keys["administrator"],
            }
        )

    @classmethod
    @contextmanager
    def start(cls, images: Mapping[str, str]) -> Iterator[Containers]:
        """Build the tasks' images and start the servers.

        :param images: variables that name other images than the compose file does
        """
        build_images(images.get("TASK_BASE_IMAGE"))
        folder = Path(tempfile.mkdtemp(prefix="orders-etl-benchmarks-"))
        platform = cls(
            f"orders-etl-benchmarks-{secrets.token_hex(4)}", folder, {**IMAGES, **images}
        )
        try:
            platform.start_servers()
            yield platform
        finally:
            platform.remove()

    def _task_variables(self) -> dict[str, str]:
        return {
            "S3_ENDPOINT": f"http://127.0.0.1:{self._ports['s3']}",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "benchmarks",
            "AWS_SECRET_ACCESS_KEY": self._keys["s3"],
            "STAGING_URI": f"s3://{BUCKET}/staging",
            "EXPORT_URI": f"s3://{BUCKET}/analytics_export",
            "POSTGRES_HOST": "127.0.0.1",
            "POSTGRES_PORT": str(self._ports["postgres"]),
            "POSTGRES_DATABASE": "warehouse",
            "POSTGRES_USERNAME": "orders_etl",
            "POSTGRES_PASSWORD": self._keys["role"],
            "POSTGRES_SSLMODE": "disable",
        }

    def start_servers(self) -> None:
        self.bucket().mkdir()
        self._serve(
            "postgres", "--shm-size=256m", self._images["POSTGRES_IMAGE"],
            "postgres", "-c", f"port={self._ports['postgres']}",
            POSTGRES_DB="warehouse", POSTGRES_PASSWORD=self._keys["administrator"],
        )  # fmt: skip
        self._serve(
            "s3", "-v", f"{self._folder}:/data", "--user", f"{os.getuid()}:{os.getgid()}",
            self._images["S3_IMAGE"], "--port", f"127.0.0.1:{self._ports['s3']}", "posix", "/data",
            ROOT_ACCESS_KEY="benchmarks", ROOT_SECRET_KEY=self._keys["s3"],
        )  # fmt: skip
        wait_for(lambda: self.warehouse.psql("select 1"))
        wait_for(lambda: socket.create_connection(("127.0.0.1", self._ports["s3"])).close())
        self.warehouse.make_role("orders_etl", self._keys["role"])

    def _serve(self, name: str, *words: str, **variables: str) -> None:
        names = [word for variable in variables for word in ("-e", variable)]
        container = ["--name", f"{self._name}-{name}", "--network", "host", *names]
        docker("run", "--detach", *container, *words, variables=variables)

    def bucket(self) -> Path:
        return self._folder / BUCKET

    def run(self, task: str, variables: Mapping[str, str], memory: int) -> TaskRun:
        name = f"{self._name}-{task}"
        names = [word for variable in variables for word in ("-e", variable)]
        limits = ["--memory", f"{memory}m", "--memory-swap", f"{memory}m"]
        image = f"orders-etl/{task}-task:{TAG}"
        create = ["create", "--name", name, "--network", "host", *limits, *names, image]
        try:
            begun = time.monotonic()
            docker(*create, variables=variables)
            started = time.time()
            docker("start", name)
            peak = watch(int(docker("inspect", "--format", "{{.State.Pid}}", name)))
            status = int(docker("wait", name))
            seconds, ended = time.monotonic() - begun, time.time()
            log = docker("logs", name, error=subprocess.STDOUT)
        finally:
            succeeds("docker", "rm", "--force", "--volumes", name)
        if status != 0:
            raise TaskFailedError(f"{task} ended with {status}\n{log}")
        split = phases(log, started, ended)
        return TaskRun(task, started, seconds, peak.resident, split, peak.charged)

    def remove(self) -> None:
        for name in ("postgres", "s3", *TASKS):
            succeeds("docker", "rm", "--force", "--volumes", f"{self._name}-{name}")
        shutil.rmtree(self._folder, ignore_errors=True)

    def versions(self) -> dict[str, str]:
        engine = docker("version", "--format", "{{.Server.Version}}").strip()
        java = docker(
            "run", "--rm", "--entrypoint", "java", f"orders-etl/load-task:{TAG}", "--version"
        )
        return {
            "Docker": engine,
            "Java": java.splitlines()[0],
            "PostgreSQL": self.warehouse.version(),
            "S3 server": "Versity S3 Gateway",
        }
