"""What the DAG is, without running it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from airflow.exceptions import ParamValidationError
from conftest import DAGS, load_dag

from orders_etl_tasks.deployment import VERSION, Deployment
from orders_etl_tasks.outcome import PERMANENT, TRANSIENT


def test_is_imported_without_errors_from_a_dags_folder(metadata):
    from airflow.dag_processing.dagbag import DagBag

    bag = DagBag(dag_folder=DAGS, bundle_path=DAGS)

    assert bag.import_errors == {}
    assert list(bag.dags) == ["orders_etl"]
    assert {Path(file.file).name for file in bag.dagbag_stats} == {"orders_etl.py"}


def test_parsing_needs_no_database_no_network_and_no_variable(tmp_path):
    """Parsed where there is no metadata database and every connection is refused."""
    program = (
        "import socket, sys\n"
        "def refuse(*_): raise AssertionError('parsing opened a connection')\n"
        "socket.socket.connect = refuse\n"
        "sys.path.insert(0, sys.argv[1])\n"
        "from airflow.sdk import Variable\n"
        "Variable.get = refuse\n"
        "import orders_etl\n"
        "print(orders_etl.dag.dag_id)\n"
    )
    database = tmp_path / "airflow.db"
    environment = os.environ | {
        "AIRFLOW_HOME": str(tmp_path),
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": f"sqlite:///{database}",
    }

    done = subprocess.run(
        [sys.executable, "-c", program, str(DAGS)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.split() == ["orders_etl"], done.stderr
    assert not database.exists()


def test_structure():
    dag = load_dag()

    assert [task.task_id for task in dag.topological_sort()] == ["extract", "transform", "load"]
    assert dag.get_task("transform").upstream_task_ids == {"extract"}
    assert dag.get_task("load").upstream_task_ids == {"transform"}
    assert (dag.catchup, dag.max_active_runs, dag.is_paused_upon_creation) == (False, 1, True)
    assert dag.dagrun_timeout == timedelta(hours=7)
    assert dag.tags == {"orders", "etl"}
    for task in dag.tasks:
        assert task.owner == "orders-etl"
        assert task.retries == 3
        assert task.retry_exponential_backoff == 2
        assert task.max_retry_delay == timedelta(minutes=15)
        assert task.execution_timeout == timedelta(hours=2)


def test_the_documentation_names_every_exit_status():
    doc = load_dag().doc_md

    rows = "\n".join(re.findall(r"^\| ([\d, ]+) \|", doc, re.MULTILINE))
    documented = {int(number) for number in re.findall(r"\d+", rows)}
    assert documented == (PERMANENT.keys() | TRANSIENT.keys()) - {130}


def next_runs(start: datetime, count: int) -> list[datetime]:
    from airflow.serialization.encoders import coerce_to_core_timetable
    from airflow.timetables.base import DataInterval, TimeRestriction

    timetable = coerce_to_core_timetable(load_dag().timetable)
    restriction = TimeRestriction(earliest=None, latest=None, catchup=True)
    last = DataInterval.exact(start)
    runs = []
    for _ in range(count):
        info = timetable.next_dagrun_info(
            last_automated_data_interval=last, restriction=restriction
        )
        runs.append(info.run_after)
        last = info.data_interval
    return runs


@pytest.mark.parametrize(
    ("before", "utc_hours"),
    [
        # Summer time begins on 29 March and ends on 25 October 2026.
        (datetime(2026, 3, 28, 0, 0, tzinfo=UTC), [8, 16, 7, 15, 7, 15]),
        (datetime(2026, 10, 24, 0, 0, tzinfo=UTC), [7, 15, 8, 16, 8, 16]),
    ],
)
def test_runs_at_nine_and_five_across_a_change_of_summer_time(monkeypatch, before, utc_hours):
    monkeypatch.setenv("ORDERS_ETL_TIME_ZONE", "Europe/Berlin")

    runs = next_runs(before, 6)

    assert [run.astimezone(UTC).hour for run in runs] == utc_hours
    assert all(run.minute == 0 for run in runs)
    assert [run.astimezone(UTC).date().day - before.day for run in runs] == [0, 0, 1, 1, 2, 2]


def test_the_time_zone_is_utc_unless_told_otherwise():
    assert [run.hour for run in next_runs(datetime(2026, 3, 28, tzinfo=UTC), 2)] == [9, 17]


def test_unpausing_starts_the_latest_run_that_is_due_and_no_older_one():
    from airflow.serialization.encoders import coerce_to_core_timetable
    from airflow.timetables.base import TimeRestriction

    dag = load_dag()
    first = coerce_to_core_timetable(dag.timetable).next_dagrun_info(
        last_automated_data_interval=None,
        restriction=TimeRestriction(earliest=dag.start_date, latest=None, catchup=dag.catchup),
    )

    now = datetime.now(UTC)
    assert now - timedelta(hours=16) <= first.run_after <= now


def test_an_unknown_time_zone_is_named():
    with pytest.raises(ValueError, match=r"ORDERS_ETL_TIME_ZONE: .* found 'Europe/Atlantis'"):
        Deployment.from_environment({"ORDERS_ETL_TIME_ZONE": "Europe/Atlantis"})


def test_images_are_named_by_the_deployment():
    images = Deployment.from_environment(
        {
            "ORDERS_ETL_IMAGE_PREFIX": "registry.example/etl/",
            "ORDERS_ETL_IMAGE_TAG": "7",
            "ORDERS_ETL_LOAD_IMAGE": "mine:1",
        }
    ).images

    assert images["extract"] == "registry.example/etl/extract-task:7"
    assert images["load"] == "mine:1"


def test_the_default_images_are_of_this_version():
    pom = (DAGS.parent / "pom.xml").read_text(encoding="utf-8")

    assert f"<version>{VERSION}</version>" in pom[: pom.index("<properties>")]


@pytest.mark.parametrize(
    "conf",
    [
        {},
        {"as_of_date": None, "republish_run": None, "source_uri": None, "export_id": None},
        {"as_of_date": "2026-02-28", "dry_run": True},
        {"republish_run": "scheduled__2026-11-22T09:00:00+00:00"},
        {"source_uri": "s3://bucket/a/b", "pipeline_uri": "s3://bucket"},
    ],
)
def test_the_form_accepts(conf):
    assert validated(conf).items() >= conf.items()


@pytest.mark.parametrize(
    "conf",
    [
        {"as_of_date": "28.02.2026"},
        {"as_of_date": "2026-02-30"},
        {"dry_run": "yes"},
        {"republish_run": " "},
        {"source_uri": "http://bucket/a"},
        {"export_id": "../elsewhere"},
    ],
)
def test_the_form_refuses(conf):
    with pytest.raises(ParamValidationError):
        validated(conf)


def validated(conf):
    from airflow.serialization.serialized_objects import DagSerialization

    dag = DagSerialization.deserialize_dag(DagSerialization.serialize_dag(load_dag()))
    return dag.params.deep_merge(conf).validate()
