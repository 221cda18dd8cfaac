"""Whole runs of the DAG, by Airflow's own task runner against a Docker host."""

from __future__ import annotations

import json
import os
import signal
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import HOME, VARIABLES, result_line
from docker_host import Act

pytestmark = pytest.mark.usefixtures("variables")

SECRETS = [
    VARIABLES[name]
    for name in (
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY",
        "POSTGRES_PASSWORD",
        "AWS_SESSION_TOKEN",
    )
]


def failing(task, act):
    """Every task succeeds but one."""

    def choose(container):
        name = container.labels["io.orders-etl.task"]
        return act if name == task else Act(out=result_line(name))

    return choose


def test_runs_the_three_images_in_order_and_keeps_their_results(run_dag, docker_host, capfd):
    run = run_dag()

    assert run.states == {"extract": "success", "transform": "success", "load": "success"}
    assert [container.config["Image"] for container in docker_host.all_containers] == [
        "orders-etl/extract-task:0.1.0",
        "orders-etl/transform-task:0.1.0",
        "orders-etl/load-task:0.1.0",
    ]
    assert run.xcom("extract")["datasets"][0]["rows_read"] == 1001
    log = capfd.readouterr().out
    assert "extract at work" in log
    assert "orders            1,001           1,000               1               0" in log


def test_tells_the_container_of_its_run(run_dag, docker_host, monkeypatch):
    monkeypatch.setenv("ORDERS_ETL_TIME_ZONE", "Europe/Berlin")

    run = run_dag(run_after=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))

    environment = docker_host.all_containers[0].environment
    assert environment["RUN_ID"] == run.id
    assert environment["AS_OF_DATE"] == "2026-07-02"
    assert environment["TIME_ZONE"] == "Europe/Berlin"
    assert environment["DRY_RUN"] == "false"
    assert environment["SOURCE_URI"] == "s3://acme/orders_data"
    assert environment["STAGING_URI"] == "s3://acme/staging"
    assert environment["SCRATCH_DIR"] == "/tmp"
    assert docker_host.all_containers[2].environment["EXPORT_URI"] == "s3://acme/analytics_export"


def test_the_form_changes_one_run(run_dag, docker_host, set_variables):
    set_variables({"EXPORT_ID": "usual", "SOURCE_URI": "s3://acme/usual"})

    run_dag(
        conf={
            "as_of_date": "2026-02-03",
            "dry_run": True,
            "source_uri": "s3://other/place",
            "export_id": "trial",
        }
    )

    extract, _, load = (container.environment for container in docker_host.all_containers)
    assert (extract["AS_OF_DATE"], load["AS_OF_DATE"]) == ("2026-02-03", "2026-02-03")
    assert (extract["DRY_RUN"], load["DRY_RUN"]) == ("true", "true")
    assert extract["SOURCE_URI"] == "s3://other/place"
    assert load["EXPORT_ID"] == "trial"


def test_gives_no_task_a_credential_it_has_no_use_for(run_dag, docker_host):
    run_dag()

    extract, transform, load = (container.environment for container in docker_host.all_containers)
    assert extract["POSTGRES_PASSWORD"] == load["POSTGRES_PASSWORD"] == SECRETS[2]
    assert not [name for name in transform if name.startswith("POSTGRES")]
    assert transform["AWS_SECRET_ACCESS_KEY"] == SECRETS[1]
    for environment in (extract, transform, load):
        assert environment["CA_CERTIFICATES"] == VARIABLES["CA_CERTIFICATES"]


def test_confines_the_container(run_dag, docker_host, monkeypatch):
    monkeypatch.setenv("ORDERS_ETL_NETWORK", "replica")
    monkeypatch.setenv("ORDERS_ETL_TASK_MEMORY", "768m")
    monkeypatch.setenv("ORDERS_ETL_TASK_CPUS", "1.5")

    run = run_dag()

    config = docker_host.all_containers[0].config
    host = config["HostConfig"]
    assert host["Memory"] == host["MemorySwap"] == 768 * 1024 * 1024
    assert host["NanoCpus"] == 1_500_000_000
    assert "CpuShares" not in host
    assert host["PidsLimit"] == 512
    assert host["ReadonlyRootfs"] is True
    assert host["CapDrop"] == ["ALL"]
    assert host["SecurityOpt"] == ["no-new-privileges:true"]
    assert host["NetworkMode"] == "replica"
    assert not host.get("Privileged")
    assert [(m["Target"], m["Source"], m["Type"]) for m in host["Mounts"]] == [
        ("/tmp", None, "volume")
    ]
    assert config["Labels"] == {
        "io.orders-etl.deployment": "orders-etl",
        "io.orders-etl.dag": "orders_etl",
        "io.orders-etl.task": "extract",
        "io.orders-etl.run": run.id,
        "io.orders-etl.try": "1",
    }


def test_removes_every_container_with_its_volume(run_dag, docker_host):
    docker_host.act = failing("transform", Act(status=65))

    run_dag()

    assert docker_host.containers == {}
    assert [removal["v"] for removal in docker_host.removals] == [["True"], ["True"]]


@pytest.mark.parametrize("status", [64, 65, 66, 70, 78])
def test_a_permanent_failure_is_not_tried_again(run_dag, docker_host, capfd, status):
    message = f"orders: nothing helps against {status}"
    out = result_line("transform", status="failed", exit_code=status, message=message)
    docker_host.act = failing("transform", Act(out=out, status=status))

    run = run_dag()

    assert run.states == {"extract": "success", "transform": "failed", "load": "upstream_failed"}
    assert run.tries["transform"] == 1
    assert run.xcom("transform")["message"] == message
    assert f"AirflowFailException: transform-task ended with exit status {status}" in (
        capfd.readouterr().out
    )


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (Act(status=75, out=result_line("x", status="failed", message="S3 is away")), "S3 is away"),
        (Act(status=3), "the container's memory limit is 1g"),
        (
            Act(status=137),
            "killed from outside, or out of memory; the container's memory limit is 1g",
        ),
        (
            Act(status=137, out_of_memory=True),
            "137, out of memory; the container's memory limit is 1g",
        ),
        (Act(status=143), "stopped from outside"),
        (Act(status=1), "which no task uses"),
    ],
)
def test_a_transient_failure_is_tried_again_and_says_why(run_dag, docker_host, capfd, act, reason):
    docker_host.act = failing("extract", act)

    run = run_dag()

    assert run.states["extract"] == "failed"
    assert run.tries["extract"] == 2
    assert run.xcom("extract")["exit_code"] in (0, act.status)
    assert reason in capfd.readouterr().out


def retry_reasons(run):
    from airflow.models.taskinstancehistory import TaskInstanceHistory
    from airflow.utils.session import create_session
    from sqlalchemy import select

    with create_session() as session:
        return session.scalars(
            select(TaskInstanceHistory.retry_reason).where(TaskInstanceHistory.run_id == run.id)
        ).all()


def test_the_reason_of_a_retry_is_kept_with_the_task_instance(run_dag, docker_host):
    docker_host.act = failing("extract", Act(status=3))

    run = run_dag()

    (reason,) = retry_reasons(run)
    assert reason.startswith("extract-task ended with exit status 3, the JVM ran out of heap")


def test_a_retry_may_succeed(run_dag, docker_host):
    acts = iter([Act(status=75)])
    docker_host.act = lambda container: next(
        acts, Act(out=result_line(container.labels["io.orders-etl.task"]))
    )

    run = run_dag()

    assert run.states == {"extract": "success", "transform": "success", "load": "success"}
    assert [c.labels["io.orders-etl.try"] for c in docker_host.all_containers] == list("1211")
    assert run.xcom("extract")["status"] == "succeeded"


def test_success_without_a_result_is_a_failure(run_dag, docker_host):
    docker_host.act = lambda container: Act(out="Hello from Docker!\n")

    run = run_dag()

    assert (run.states["extract"], run.tries["extract"]) == ("failed", 1)


def test_missing_variables_are_all_named_and_not_waited_for(run_dag, docker_host, capfd):
    from airflow.models.variable import Variable

    for name in ("S3_BUCKET", "POSTGRES_HOST"):
        Variable.delete(name)

    run = run_dag()

    assert (run.states["extract"], run.tries["extract"]) == ("failed", 1)
    assert "Airflow Variables are not set: POSTGRES_HOST, S3_BUCKET." in capfd.readouterr().out
    assert docker_host.all_containers == []


def test_a_missing_image_is_named_and_not_waited_for(run_dag, docker_host, capfd):
    docker_host.has_image = False

    run = run_dag()

    assert (run.states["extract"], run.tries["extract"]) == ("failed", 1)
    assert "refused to run image orders-etl/extract-task:0.1.0" in capfd.readouterr().out


@pytest.mark.parametrize(("status", "tries"), [(400, 1), (500, 2)])
def test_what_docker_refuses_is_told(run_dag, docker_host, capfd, status, tries):
    docker_host.create_error = (status, "only 2 CPUs available")

    run = run_dag()

    assert (run.states["extract"], run.tries["extract"]) == ("failed", tries)
    assert "only 2 CPUs available" in capfd.readouterr().out


def test_a_docker_host_that_is_away_is_tried_again(run_dag, monkeypatch):
    monkeypatch.setenv("DOCKER_HOST", "tcp://127.0.0.1:1")

    run = run_dag()

    assert (run.states["extract"], run.tries["extract"]) == ("failed", 2)


def test_secrets_are_seen_nowhere(run_dag, docker_host, capfd):
    spoken = "; ".join(SECRETS)
    docker_host.act = failing(
        "load",
        Act(
            log=(f"password is {spoken}",),
            out=result_line("load", status="failed", message=spoken, warnings=[spoken]),
            status=75,
        ),
    )

    run = run_dag()

    assert docker_host.all_containers[2].environment["POSTGRES_PASSWORD"] == SECRETS[2]
    assert run.xcom("load")["message"] == "***; ***; ***; ***"
    output = capfd.readouterr()
    assert "password is ***; ***; ***; ***" in output.out
    stored = b"".join(path.read_bytes() for path in Path(HOME.name).rglob("*") if path.is_file())
    for secret in SECRETS:
        for form in {secret, json.dumps(secret)[1:-1], repr(secret)[1:-1]}:
            assert form not in output.out + output.err
            assert form.encode() not in stored
    assert b"s3://acme/analytics_export" in stored


def test_the_environment_without_credentials_is_a_rendered_field(run_dag):
    from airflow.models.renderedtifields import RenderedTaskInstanceFields

    run = run_dag()

    load = next(ti for ti in run.dag_run.get_task_instances() if ti.task_id == "load")
    rendered = RenderedTaskInstanceFields.get_templated_fields(load)["environment"]
    assert rendered["RUN_ID"] == run.id
    assert rendered["POSTGRES_HOST"] == "warehouse"
    assert not {"POSTGRES_USERNAME", "POSTGRES_PASSWORD", "AWS_ACCESS_KEY_ID"} & rendered.keys()


def test_an_earlier_run_is_published_again_without_the_other_tasks(run_dag, docker_host):
    run = run_dag(conf={"republish_run": "scheduled__2026-11-20T09:00:00+00:00"})

    assert run.states == {"extract": "skipped", "transform": "skipped", "load": "success"}
    (load,) = docker_host.all_containers
    assert load.environment["RUN_ID"] == "scheduled__2026-11-20T09:00:00+00:00"
    assert "AS_OF_DATE" not in load.environment
    assert load.labels["io.orders-etl.run"] == run.id


def test_an_earlier_run_is_not_published_from_another_source(run_dag, docker_host):
    run = run_dag(conf={"republish_run": "x", "source_uri": "s3://other/place"})

    assert (run.states["extract"], run.tries["extract"]) == ("failed", 1)
    assert docker_host.all_containers == []


def test_removes_the_orphans_of_an_earlier_try_alone(run_dag, docker_host):
    labels = {
        "io.orders-etl.deployment": "orders-etl",
        "io.orders-etl.dag": "orders_etl",
        "io.orders-etl.task": "transform",
    }
    others = []

    def act(container):
        name = container.labels.get("io.orders-etl.task")
        if name == "extract" and not others:
            run = labels | {"io.orders-etl.run": container.labels["io.orders-etl.run"]}
            others.append(None)
            others[:] = [
                docker_host.add(run | {"io.orders-etl.try": "1"}),
                docker_host.add(run | {"io.orders-etl.try": "2"}, running=False),
                docker_host.add(run | {"io.orders-etl.deployment": "another"}),
                docker_host.add(run | {"io.orders-etl.run": "another"}),
            ]
        return Act(out=result_line(name))

    docker_host.act = act

    run_dag()

    assert [other.id in docker_host.containers for other in others] == [False, False, True, True]


def test_kills_the_container_when_the_task_takes_too_long(run_dag, docker_host):
    docker_host.act = lambda container: Act(endless=True)

    def hurry(dag):
        dag.get_task("extract").execution_timeout = timedelta(seconds=2)

    run = run_dag(change=hurry)

    assert (run.states["extract"], run.tries["extract"]) == ("failed", 2)
    assert docker_host.containers == {}
    assert len(docker_host.all_containers) == 2
    assert all(container.status in (137, 143) for container in docker_host.all_containers)
    assert retry_reasons(run) == ["It did not end within 0:00:02."]


def test_stops_the_container_when_the_task_is_stopped(run_dag, docker_host):
    acts = iter([Act(endless=True, log=("at work",))])
    docker_host.act = lambda container: next(
        acts, Act(out=result_line(container.labels["io.orders-etl.task"]))
    )

    def stop_the_task():
        docker_host.started.wait(60)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=stop_the_task, daemon=True).start()
    run = run_dag()

    assert docker_host.all_containers[0].status == 143
    assert run.tries["extract"] == 2
    assert docker_host.containers == {}


def test_starts_no_container_once_the_task_is_stopped(run_dag, docker_host, capfd):
    run = run_dag(change=lambda dag: dag.get_task("extract").on_kill())

    assert run.states["extract"] == "failed"
    assert not any(container.started for container in docker_host.all_containers)
    assert "The task was stopped before its container started." in capfd.readouterr().out


@pytest.mark.parametrize("noticed", [True, False])
def test_a_log_stream_that_is_cut_is_followed_again_without_loss(
    run_dag, docker_host, capfd, noticed
):
    lines = tuple(f"row {number} of wörk" for number in range(40))
    docker_host.act = failing(
        "extract",
        Act(log=lines, out=result_line("extract"), cut_log_after=333, cut_in_a_chunk=noticed),
    )

    run = run_dag()

    assert run.states["load"] == "success"
    log = capfd.readouterr().out
    assert [log.count(f"{line} ") for line in lines] == [1] * 40


def events_of(run):
    from airflow.models.asset import AssetEvent
    from airflow.utils.session import create_session
    from sqlalchemy import select

    with create_session() as session:
        events = session.scalars(select(AssetEvent).where(AssetEvent.source_run_id == run.id))
        return {event.asset.name: event.extra for event in events}


def test_a_load_updates_the_analytics_assets(run_dag):
    run = run_dag()

    extra = {"run_id": run.id, "as_of_date": "2026-11-22"}
    assert events_of(run) == {
        "orders_etl/agg_public_holiday": extra,
        "orders_etl/agg_shipments": extra,
        "orders_etl/best_performing_product": extra,
    }


def test_a_dry_run_updates_no_asset(run_dag):
    run = run_dag(conf={"dry_run": True})

    assert run.states["load"] == "success"
    assert events_of(run) == {}
