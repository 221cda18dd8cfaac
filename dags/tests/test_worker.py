"""One task as a worker runs it: in a process of its own, whose supervisor writes the log."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from conftest import VARIABLES, load_dag, result_line
from docker_host import Act

pytestmark = pytest.mark.usefixtures("variables", "docker_host")


@pytest.fixture
def supervise(metadata, tmp_path):
    """Runs the extract task of a new run; gives the log and the state of the task instance."""
    from airflow.api_fastapi.execution_api.app import InProcessExecutionAPI
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import BundleDagBag, sync_bag_to_db
    from airflow.executors.workloads.base import BundleInfo
    from airflow.models.dagrun import get_or_create_dagrun
    from airflow.sdk.api.client import Client
    from airflow.sdk.api.datamodels._generated import TaskInstance
    from airflow.sdk.execution_time.supervisor import supervise_task
    from airflow.serialization.serialized_objects import DagSerialization
    from airflow.utils.session import create_session
    from airflow.utils.types import DagRunTriggeredByType

    def run():
        with create_session() as session:
            manager = DagBundlesManager()
            manager.sync_bundles_to_db(session=session)
            session.commit()
            (bundle,) = manager.get_all_dag_bundles()
            bundle.initialize()
            bag = BundleDagBag(
                dag_folder=bundle.path, bundle_path=bundle.path, bundle_name=bundle.name
            )
            sync_bag_to_db(bag, bundle.name, bundle.version)
            now = datetime.now(UTC)
            dag_run = get_or_create_dagrun(
                dag=DagSerialization.deserialize_dag(DagSerialization.serialize_dag(load_dag())),
                start_date=now,
                logical_date=None,
                data_interval=None,
                run_after=now,
                run_id=f"worker__{now.isoformat()}",
                session=session,
                conf=None,
                triggered_by=DagRunTriggeredByType.TEST,
                triggering_user_name="test",
            )
            ti = dag_run.get_task_instance("extract", session=session)
            ti.try_number = 1
            ti.set_state("queued", session=session)
            session.commit()
            work = TaskInstance(
                id=ti.id,
                task_id=ti.task_id,
                dag_id=ti.dag_id,
                run_id=ti.run_id,
                try_number=ti.try_number,
                map_index=-1,
                dag_version_id=ti.dag_version_id,
            )
        log = tmp_path / "extract.log"
        api = InProcessExecutionAPI()
        client = Client(
            base_url="http://in-process", token="", dry_run=False, transport=api.transport
        )
        supervise_task(
            ti=work,
            bundle_info=BundleInfo(name=bundle.name, version=None),
            dag_rel_path="orders_etl.py",
            token="",
            client=client,
            log_path=str(log),
        )
        with create_session() as session:
            state = str(dag_run.get_task_instance("extract", session=session).state)
        return log.read_text(encoding="utf-8"), state

    return run


def test_a_task_is_found_and_run_from_the_dags_folder(supervise):
    log, state = supervise()

    assert state == "success"
    assert "extract at work" in log


def test_a_worker_writes_no_secret_to_its_log(supervise, docker_host):
    password = VARIABLES["POSTGRES_PASSWORD"]
    docker_host.act = lambda _: Act(
        log=(f"password={password}",),
        out=result_line("extract", status="failed", message=f"no {password}"),
        status=65,
    )

    log, state = supervise()

    assert state == "failed"
    assert "password=***" in log
    assert "no ***" in log
    assert "planted" not in log
