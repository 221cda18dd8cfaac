"""What an operator does with the system, in order, and what has to hold after each step."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from airflow import Airflow
from expected import expected_tables, read_sources

if TYPE_CHECKING:
    from replica import Replica

TASKS = {"extract", "transform", "load"}
ANALYTICS = ("agg_public_holiday", "agg_shipments", "best_performing_product")
RAW = ("orders", "reviews", "shipment_deliveries")
HEALTHY_SECONDS = 300
RUN_SECONDS = 300
ALLOWED = ("version", "containers/json", "images/json")
REFUSED = ("info", "volumes", "containers/x/exec", "containers/x/archive?path=/", "images/x/get",
           "containers/x/../../info", "v1.41/secrets")  # fmt: skip


class Scenario:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica
        self._airflow: Airflow | None = None
        self._runs: list[str] = []

    def steps(self) -> list[Callable[[], None]]:
        return [
            self.build_images,
            self.start,
            self.log_in,
            self.confine_the_scheduler,
            self.unpause,
            self.compare,
            self.publish_again,
            self.start_again,
            self.break_a_variable,
            self.exceed_a_limit,
            self.remove,
        ]

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
        self._connect()
        _wait("the DAG", 120, self._airflow.has_dag)
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

    def unpause(self) -> None:
        """Unpaused, the DAG runs its three containers and ends green; so does a run by hand"""
        self._airflow.unpause()
        _wait("the scheduled run", 60, self._airflow.runs)
        self._succeed(self._airflow.runs()[0]["dag_run_id"])
        self._succeed(self._airflow.trigger())

    def compare(self) -> None:
        """The published tables and the exports are what the source files say"""
        working_days = {
            date.fromisoformat(row["calendar_dt"]): row["working_day"] == "t"
            for row in self._replica.query("table if_common.dim_dates")
        }
        products = self._replica.query("table if_common.dim_products")
        names = {int(row["product_id"]): row["product_name"] for row in products}
        sources = read_sources(self._replica.object("orders_data"), working_days, names)
        days = sorted({self._result(run, "load")["as_of_date"] for run in self._runs})
        expected = {table: [] for table in ANALYTICS}
        for day in days:
            for table, rows in expected_tables(sources, date.fromisoformat(day)).items():
                expected[table] += rows
        for table in ANALYTICS:
            assert self._published(table) == expected[table], (
                f"{table}: expected {expected[table]}, found {self._published(table)}"
            )
            assert self._exported(table) == expected[table], (
                f"export of {table}: expected {expected[table]}, found {self._exported(table)}"
            )
        for table, rows in zip(
            RAW, (sources.orders, sources.reviews, sources.shipments), strict=True
        ):
            assert self._count(table) == len(rows), (
                f"{table}: expected {len(rows)} rows, found {self._count(table)}"
            )

    def publish_again(self) -> None:
        """Published again on the same day, nothing is doubled"""
        before = self._state()
        self._succeed(
            self._airflow.trigger(as_of_date=self._result(self._runs[-1], "load")["as_of_date"])
        )
        assert self._state() == before, f"expected {before}, found {self._state()}"

    def start_again(self) -> None:
        """Taken down and up again, everything is as it was, an edited Variable too"""
        before = self._state()
        self._airflow.set_variable("DIMENSIONS_SCHEMA", "edited")
        password = self._replica.login()
        self._replica.compose("down", "--timeout", "20")
        self._replica.up()
        self._replica.wait_until_healthy(HEALTHY_SECONDS)
        assert self._replica.login() == password
        self._connect()
        assert self._state() == before, f"expected {before}, found {self._state()}"
        assert not self._airflow.dag()["is_paused"]
        assert self._airflow.variable("DIMENSIONS_SCHEMA") == "edited"
        self._airflow.set_variable("DIMENSIONS_SCHEMA", "if_common")

    def break_a_variable(self) -> None:
        """A wrong password fails the run at once, clearly, and shows no secret"""
        before = self._state()
        self._airflow.set_variable("POSTGRES_PASSWORD", "not-the-password")
        run = self._fail("extract", exit_code=78)
        log = self._airflow.log(run, "extract")
        assert "authentication" in log, log
        assert "not-the-password" not in log, "the password is in the log"
        assert self._state() == before, f"expected {before}, found {self._state()}"
        self._airflow.delete_variable("POSTGRES_PASSWORD")
        self._replica.compose("run", "--rm", "--no-deps", "airflow-init")
        self._succeed(self._airflow.trigger())

    def exceed_a_limit(self) -> None:
        """A file over its quarantine limit stops the run; what was published stays"""
        before = self._state()
        good = self._replica.object("orders_data/reviews.csv").read_bytes()
        bad = good.replace(b"\n5,", b"\n6,")
        self._upload("orders_data/reviews.csv", bad)
        run = self._fail("extract", exit_code=65)
        rejects = next(uri for uri in self._result(run, "extract")["outputs"] if "reviews" in uri)
        key = rejects.removeprefix("s3://").split("/", 1)[1]
        rows = list(csv.DictReader(self._replica.object(key).open(encoding="utf-8", newline="")))
        assert sum(row["rule"] == "max" and row["value"] == "6" for row in rows) > 1000, len(rows)
        assert self._state() == before, f"expected {before}, found {self._state()}"
        self._upload("orders_data/reviews.csv", good)
        self._succeed(self._airflow.trigger())

    def remove(self) -> None:
        """down -v leaves the data folder and nothing else"""
        self._replica.compose("down", "--volumes", "--timeout", "20")
        assert not self._replica.left(), self._replica.left()
        assert not self._replica.task_containers()
        assert self._replica.object("orders_data/orders.csv").is_file()

    def _connect(self) -> None:
        url = f"http://127.0.0.1:{self._replica.ports['AIRFLOW_PORT']}"
        self._airflow = Airflow(url, *self._replica.login())

    def _succeed(self, run: str) -> None:
        seen = set()
        ended = self._airflow.await_end(
            run, RUN_SECONDS, lambda: seen.update(self._replica.task_containers())
        )
        states = {task: self._airflow.task(run, task)["state"] for task in TASKS}
        if ended["state"] != "success":
            logs = (self._airflow.log(run, task) for task in TASKS if states[task] == "failed")
            raise AssertionError(f"{run} {states}: {''.join(logs)}")
        assert seen == TASKS, f"expected three containers, saw {seen}"
        self._runs.append(run)
        for task in ("extract", "transform", "load"):
            found = self._airflow.task(run, task)
            work = self._result(run, task)["seconds"]
            print(f"    {task}: {found['duration']:.1f} s, of these {work:.1f} s at work")
        print(f"    run: {ended['duration']:.1f} s")

    def _fail(self, task: str, *, exit_code: int) -> str:
        run = self._airflow.trigger()
        ended = self._airflow.await_end(run, RUN_SECONDS, lambda: None)
        assert ended["state"] == "failed", ended["state"]
        found = self._airflow.task(run, task)
        assert (found["state"], found["try_number"]) == ("failed", 1), found
        result = self._result(run, task)
        assert result["exit_code"] == exit_code, result
        print(f"    {result['message']}")
        return run

    def _result(self, run: str, task: str) -> dict:
        return self._airflow.result(run, task)

    def _published(self, table: str) -> list[dict[str, str]]:
        sql = f"select * from orders_analytics.{table} order by ingestion_date"
        words = {"t": "true", "f": "false"}
        return [
            {name: words.get(value, value) if name.startswith("is_") else value
             for name, value in row.items()}
            for row in self._replica.query(sql)
        ]  # fmt: skip

    def _exported(self, table: str) -> list[dict[str, str]]:
        file = self._replica.object(f"analytics_export/orders_etl/{table}.csv")
        with file.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def _count(self, table: str) -> int:
        return int(self._replica.query(f"select count(*) as n from orders_staging.{table}")[0]["n"])

    def _state(self) -> dict[str, object]:
        """All that readers of the warehouse and of the exports see."""
        state: dict[str, object] = {table: self._published(table) for table in ANALYTICS}
        state |= {f"export of {table}": self._exported(table) for table in ANALYTICS}
        for table in RAW:
            sql = (
                f"select count(*) as n, sum(hashtext(t::text)) as sum from orders_staging.{table} t"
            )
            state[table] = self._replica.query(sql)
        return state

    def _upload(self, key: str, content: bytes) -> None:
        file = self._replica.data / "upload"
        file.write_bytes(content)
        self._replica.upload(key, file)
        file.unlink()


def _wait(what: str, seconds: int, condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} is not there after {seconds} s")
        time.sleep(1)
