"""Whole runs of the DAG against a Docker host."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from conftest import VARIABLES

pytestmark = pytest.mark.usefixtures("variables")


def test_runs_the_three_images_in_order(run_dag, docker_host):
    run = run_dag()

    assert run.states == {"extract": "success", "transform": "success", "load": "success"}
    assert [container.config["Image"] for container in docker_host.all_containers] == [
        "orders-etl/extract-task:0.1.0",
        "orders-etl/transform-task:0.1.0",
        "orders-etl/load-task:0.1.0",
    ]
    assert run.xcom("extract")["datasets"][0]["rows_read"] == 1001
