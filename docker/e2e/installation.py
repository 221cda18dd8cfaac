"""How the system is started, taken down and up again, and removed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from waiting import wait

if TYPE_CHECKING:
    from airflow import Airflow
    from published import Published
    from replica import Replica

HEALTHY_SECONDS = 300
ALLOWED = ("version", "containers/json", "images/json")
REFUSED = ("info", "volumes", "containers/x/exec", "containers/x/archive?path=/", "images/x/get",
           "containers/x/../../info", "v1.41/secrets")  # fmt: skip


class Installation:
    def __init__(self, replica: Replica, airflow: Airflow, published: Published) -> None:
        self._replica = replica
        self._airflow = airflow
        self._published = published

    def build_images(self) -> None:
        """The task images are built by the one-shot service"""
        self._replica.compose("run", "--rm", "task-images", show=True)
        assert len(self._replica.images()) == 4, self._replica.images()

    def start(self) -> None:
        """docker compose up"""
        start = time.monotonic()
        self._replica.up()
        self._replica.wait_until_healthy(HEALTHY_SECONDS)
        print(f"    healthy after {time.monotonic() - start:.0f} s")
        assert not self._replica.foreign_volumes(), self._replica.foreign_volumes()
        memory = self._replica.memory()
        for name, used in sorted(memory.items()):
            print(f"    {used:7.0f} MiB  {name}")
        print(f"    {sum(memory.values()):7.0f} MiB  together")

    def log_in(self) -> None:
        """The login that is shown is valid; Variables are there, secrets are masked"""
        self._airflow.log_in(*self._replica.login())
        wait("the DAG", 120, self._airflow.has_dag)
        assert not self._airflow.import_errors(), self._airflow.import_errors()
        assert self._airflow.dag()["is_paused"]
        assert self._airflow.variable("POSTGRES_HOST") == "warehouse"
        for name in ("POSTGRES_PASSWORD", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            assert self._airflow.variable(name) == "***", f"{name} is not masked"

    def confine_the_scheduler(self) -> None:
        """The socket proxy passes what the DAG needs and refuses the rest"""
        for paths, status in ((ALLOWED, "200"), (REFUSED, "403")):
            for path in paths:
                answer = self._replica.compose(
                    "exec", "-T", "airflow-scheduler", "curl", "-s", "--path-as-is",
                    "-o", "/dev/null", "-w", "%{http_code}", f"http://docker-proxy:2375/{path}",
                )  # fmt: skip
                assert answer == status, f"{path}: expected {status}, found {answer}"

    def start_again(self) -> None:
        """Taken down and up again, everything is as it was, an edited Variable too"""
        before = self._published.state()
        self._airflow.set_variable("DIMENSIONS_SCHEMA", "edited")
        login = self._replica.login()
        self._replica.compose("down", "--timeout", "20")
        self._replica.up()
        self._replica.wait_until_healthy(HEALTHY_SECONDS)
        assert self._replica.login() == login
        self._airflow.log_in(*login)
        self._published.has_to_be(before)
        assert not self._airflow.dag()["is_paused"]
        assert self._airflow.variable("DIMENSIONS_SCHEMA") == "edited"
        self._airflow.set_variable("DIMENSIONS_SCHEMA", "if_common")

    def remove(self) -> None:
        """down -v leaves the data folder and nothing else"""
        self._replica.compose("down", "--volumes", "--timeout", "20")
        assert not self._replica.left(), self._replica.left()
        assert not self._replica.task_containers()
        assert self._replica.object("orders_data/orders.csv").is_file()
