"""A real Airflow, with its metadata in SQLite, and a Docker host that the tests can direct."""

from __future__ import annotations

import base64
import importlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

DAGS = Path(__file__).resolve().parents[1]
HOME = tempfile.TemporaryDirectory(prefix="orders-etl-airflow-")

for name in [n for n in os.environ if n.startswith(("AIRFLOW", "ORDERS_ETL_", "DOCKER_"))]:
    del os.environ[name]
os.environ |= {
    "AIRFLOW_HOME": HOME.name,
    "AIRFLOW__CORE__DAGS_FOLDER": str(DAGS),
    "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
    "AIRFLOW__CORE__FERNET_KEY": base64.urlsafe_b64encode(os.urandom(32)).decode(),
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{HOME.name}/airflow.db",
}
sys.path[:0] = [str(DAGS), str(Path(__file__).parent)]

from docker_host import Act, Container, DockerHost  # noqa: E402

VARIABLES = {
    "S3_BUCKET": "acme",
    "AWS_ACCESS_KEY_ID": "AKIA-planted-key-id",
    "AWS_SECRET_ACCESS_KEY": "planted/secret+key",
    "AWS_SESSION_TOKEN": "planted'token%s==",
    "POSTGRES_HOST": "warehouse",
    "POSTGRES_DATABASE": "sales",
    "POSTGRES_USERNAME": "loader",
    "POSTGRES_PASSWORD": 'planted "pass" wörd {{ }}',
    "CA_CERTIFICATES": "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
}


def result_line(task: str, **more: Any) -> str:
    """What a task writes last to standard output."""
    result = {
        "task": task,
        "version": "0.1.0",
        "as_of_date": "2026-11-22",
        "status": "succeeded",
        "exit_code": 0,
        "seconds": 1.5,
        "datasets": [
            {
                "name": "orders",
                "rows_read": 1001,
                "rows_staged": 1000,
                "rows_rejected": 1,
                "rows_published": 0,
            }
        ],
        "rejections": [],
        "warnings": [],
        "outputs": [],
    }
    return json.dumps(result | more) + "\n"


def succeed(container: Container) -> Act:
    task = container.labels.get("io.orders-etl.task", "none")
    return Act(out=result_line(task), log=(f"{task} at work",))


@pytest.fixture(scope="session")
def metadata() -> None:
    from airflow.utils.db import initdb

    initdb()


@pytest.fixture
def docker_host(monkeypatch: pytest.MonkeyPatch) -> Iterator[DockerHost]:
    host = DockerHost()
    host.act = succeed
    monkeypatch.setenv("DOCKER_HOST", host.url)
    yield host
    host.close()
    assert host.refused == []


@pytest.fixture
def set_variables(metadata: None) -> Iterator[Callable[[dict[str, str]], None]]:
    from airflow.models.variable import Variable

    names: set[str] = set()

    def set_all(values: dict[str, str]) -> None:
        for name, value in values.items():
            Variable.set(name, value)
            names.add(name)

    yield set_all
    for name in names:
        Variable.delete(name)


@pytest.fixture
def variables(set_variables: Callable[[dict[str, str]], None]) -> dict[str, str]:
    set_variables(VARIABLES)
    return VARIABLES


def load_dag() -> Any:
    """The DAG as a fresh import makes it, from the environment as it is now."""
    import orders_etl

    return importlib.reload(orders_etl).dag


@dataclass
class Run:
    """A run of the DAG that has ended, or waits for a retry that takes too long."""

    dag_run: Any
    id: str
    states: dict[str, str]
    tries: dict[str, int]

    def xcom(self, task: str) -> dict[str, Any] | None:
        from airflow.models.xcom import XComModel
        from airflow.utils.session import create_session

        with create_session() as session:
            query = XComModel.get_many(run_id=self.id, task_ids=task, key="return_value")
            found = session.scalars(query).first()
            return XComModel.deserialize_value(found) if found else None


@pytest.fixture
def run_dag(metadata: None, docker_host: DockerHost) -> Callable[..., Run]:
    """Runs the whole DAG in this process, by Airflow's own task runner; one quick retry a task."""

    def run(
        conf: dict[str, Any] | None = None,
        run_after: datetime | None = None,
        change: Callable[[Any], None] | None = None,
    ) -> Run:
        dag = load_dag()
        for task in dag.tasks:
            task.retries = 1
            task.retry_delay = timedelta(0)
            task.retry_exponential_backoff = 0
        if change:
            change(dag)
        dag_run = dag.test(
            logical_date=None,
            run_after=run_after or datetime.now(UTC),
            run_conf=conf,
        )
        instances = dag_run.get_task_instances()
        return Run(
            dag_run,
            dag_run.run_id,
            {ti.task_id: str(ti.state) for ti in instances},
            {ti.task_id: ti.try_number for ti in instances},
        )

    return run
