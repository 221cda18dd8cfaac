"""What is done with the system, in order: each step says what has to hold after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from airflow import Airflow
from failures import Failures
from first_runs import FirstRuns
from installation import Installation
from operation import Operation
from published import Published
from runs import Runs

if TYPE_CHECKING:
    from browser import Browser
    from replica import Replica


def steps(replica: Replica, browser: Browser) -> list[Callable[[], None]]:
    airflow = Airflow(replica.airflow_url)
    published = Published(replica)
    runs = Runs(replica, airflow)
    installation = Installation(replica, airflow, published)
    first_runs = FirstRuns(replica, airflow, runs, browser)
    operation = Operation(replica, airflow, runs, published)
    failures = Failures(replica, airflow, runs, published)
    return [
        installation.build_images,
        installation.start,
        installation.log_in,
        installation.confine_the_scheduler,
        first_runs.run_in_the_browser,
        operation.compare,
        operation.publish_again,
        installation.start_again,
        failures.break_a_variable,
        failures.exceed_a_limit,
        installation.remove,
    ]
