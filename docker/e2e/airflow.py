"""Airflow by its REST API."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

DAG_ID = "orders_etl"
ENDED = ("success", "failed")


class Airflow:
    def __init__(self, url: str) -> None:
        self._url = url
        self._token = ""

    def log_in(self, user: str, password: str) -> None:
        login = {"username": user, "password": password}
        self._token = self._call("POST", "/auth/token", login)["access_token"]

    def dag(self) -> dict[str, Any]:
        return self._call("GET", f"/api/v2/dags/{DAG_ID}")

    def has_dag(self) -> bool:
        try:
            return bool(self.dag())
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return False
            raise

    def import_errors(self) -> list[dict[str, Any]]:
        return self._call("GET", "/api/v2/importErrors")["import_errors"]

    def runs(self) -> list[dict[str, Any]]:
        return self._call("GET", f"/api/v2/dags/{DAG_ID}/dagRuns")["dag_runs"]

    def trigger(self, **conf: Any) -> str:
        """Start a run by hand; its run id."""
        given = {"logical_date": None, "conf": conf}
        return self._call("POST", f"/api/v2/dags/{DAG_ID}/dagRuns", given)["dag_run_id"]

    def await_end(self, run: str, seconds: int, meanwhile: Callable[[], None]) -> dict[str, Any]:
        """The run when it has ended."""
        deadline = time.monotonic() + seconds
        while True:
            found = self._call("GET", f"/api/v2/dags/{DAG_ID}/dagRuns/{quote(run)}")
            if found["state"] in ENDED:
                return found
            if time.monotonic() > deadline:
                raise AssertionError(f"run {run} is {found['state']} after {seconds} s")
            meanwhile()
            time.sleep(0.3)

    def task(self, run: str, task: str) -> dict[str, Any]:
        return self._call("GET", f"{self._tasks(run)}/{task}")

    def result(self, run: str, task: str) -> dict[str, Any]:
        """What the task said of itself."""
        value = self._call("GET", f"{self._tasks(run)}/{task}/xcomEntries/return_value")["value"]
        return json.loads(value) if isinstance(value, str) else value

    def log(self, run: str, task: str, attempt: int = 1) -> str:
        return json.dumps(self._call("GET", f"{self._tasks(run)}/{task}/logs/{attempt}"))

    def variable(self, name: str) -> str:
        return self._call("GET", f"/api/v2/variables/{name}")["value"]

    def set_variable(self, name: str, value: str) -> None:
        self._call("PATCH", f"/api/v2/variables/{name}", {"key": name, "value": value})

    def delete_variable(self, name: str) -> None:
        self._call("DELETE", f"/api/v2/variables/{name}")

    @staticmethod
    def _tasks(run: str) -> str:
        return f"/api/v2/dags/{DAG_ID}/dagRuns/{quote(run)}/taskInstances"

    def _call(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        request = urllib.request.Request(
            self._url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Accept": "application/json"},
        )
        if path != "/auth/token":
            request.add_header("Authorization", f"Bearer {self._token}")
        with urllib.request.urlopen(request, timeout=60) as response:
            return json.loads(response.read() or "null")
