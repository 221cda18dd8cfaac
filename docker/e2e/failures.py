"""What goes wrong on other days: it is told clearly, and what was published stays."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from airflow import Airflow
    from published import Published
    from replica import Replica
    from runs import Runs


class Failures:
    def __init__(
        self, replica: Replica, airflow: Airflow, runs: Runs, published: Published
    ) -> None:
        self._replica = replica
        self._airflow = airflow
        self._runs = runs
        self._published = published

    def break_a_variable(self) -> None:
        """A wrong password fails the run at once, clearly, and shows no secret"""
        before = self._published.state()
        self._airflow.set_variable("POSTGRES_PASSWORD", "not-the-password")
        run = self._runs.fail("extract", exit_code=78)
        log = self._airflow.log(run, "extract")
        assert "authentication" in log, log
        assert "not-the-password" not in log, "the password is in the log"
        self._published.has_to_be(before)
        self._airflow.delete_variable("POSTGRES_PASSWORD")
        self._replica.compose("run", "--rm", "--no-deps", "airflow-init")
        self._runs.succeed(self._airflow.trigger())

    def exceed_a_limit(self) -> None:
        """A file over its quarantine limit stops the run; what was published stays"""
        before = self._published.state()
        good = self._replica.object("orders_data/reviews.csv").read_bytes()
        bad = good.replace(b"\n5,", b"\n6,")
        self._upload("orders_data/reviews.csv", bad)
        run = self._runs.fail("extract", exit_code=65)
        outputs = self._airflow.result(run, "extract")["outputs"]
        rejects = next(uri for uri in outputs if "reviews" in uri)
        key = rejects.removeprefix("s3://").split("/", 1)[1]
        rows = list(csv.DictReader(self._replica.object(key).open(encoding="utf-8", newline="")))
        assert sum(row["rule"] == "max" and row["value"] == "6" for row in rows) > 1000, len(rows)
        self._published.has_to_be(before)
        self._upload("orders_data/reviews.csv", good)
        self._runs.succeed(self._airflow.trigger())

    def _upload(self, key: str, content: bytes) -> None:
        file = self._replica.data / "upload"
        file.write_bytes(content)
        self._replica.upload(key, file)
        file.unlink()
