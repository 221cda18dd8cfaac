"""What an operator does first, in the browser."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from waiting import wait

if TYPE_CHECKING:
    from airflow import Airflow
    from browser import Browser
    from replica import Replica
    from runs import Runs


class FirstRuns:
    def __init__(self, replica: Replica, airflow: Airflow, runs: Runs, browser: Browser) -> None:
        self._replica = replica
        self._airflow = airflow
        self._runs = runs
        self._browser = browser

    def run_in_the_browser(self) -> None:
        """In the browser, the DAG is switched on, and run by the form; both runs end green"""
        with self._browser.open(self._replica.airflow_url) as ui:
            ui.log_in(*self._replica.login())
            ui.see_variables("POSTGRES_PASSWORD", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
            ui.unpause()
            wait("the scheduled run", 60, self._airflow.runs)
            scheduled = self._airflow.runs()[0]["dag_run_id"]
            self._runs.succeed(scheduled)
            ui.see_success(scheduled)
            asked = self._end_of_last_month()
            by_hand = ui.trigger(as_of_date=asked)
            self._runs.succeed(by_hand)
            assert self._runs.as_of_dates()[-1] == asked, self._runs.as_of_dates()
            ui.see_success(by_hand)

    def _end_of_last_month(self) -> str:
        today = date.fromisoformat(self._runs.as_of_dates()[-1])
        return (today.replace(day=1) - timedelta(days=1)).isoformat()
