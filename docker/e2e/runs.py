"""Runs of the DAG, followed to their end."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from airflow import Airflow
    from replica import Replica

TASKS = ("extract", "transform", "load")
RUN_SECONDS = 300


class Runs:
    def __init__(self, replica: Replica, airflow: Airflow) -> None:
        self._replica = replica
        self._airflow = airflow
        self._succeeded: list[str] = []

    def succeed(self, run: str) -> None:
        """The run has to end green, each task in a container of its own."""
        seen = set()
        ended = self._airflow.await_end(
            run, RUN_SECONDS, lambda: seen.update(self._replica.task_containers())
        )
        states = {task: self._airflow.task(run, task)["state"] for task in TASKS}
        if ended["state"] != "success":
            logs = (self._airflow.log(run, task) for task in TASKS if states[task] == "failed")
            raise AssertionError(f"{run} {states}: {''.join(logs)}")
        assert seen == set(TASKS), f"expected three containers, saw {seen}"
        self._succeeded.append(run)
        for task in TASKS:
            found = self._airflow.task(run, task)
            work = self._airflow.result(run, task)["seconds"]
            print(f"    {task}: {found['duration']:.1f} s, of these {work:.1f} s at work")
        print(f"    run: {ended['duration']:.1f} s")

    def fail(self, task: str, *, exit_code: int) -> str:
        """A run by hand has to fail at this task's first try; its run id."""
        run = self._airflow.trigger()
        ended = self._airflow.await_end(run, RUN_SECONDS, lambda: None)
        assert ended["state"] == "failed", ended["state"]
        found = self._airflow.task(run, task)
        assert (found["state"], found["try_number"]) == ("failed", 1), found
        result = self._airflow.result(run, task)
        assert result["exit_code"] == exit_code, result
        print(f"    {result['message']}")
        return run

    def as_of_dates(self) -> list[str]:
        """The days for which runs have published, one a run, in their order."""
        return [self._airflow.result(run, "load")["as_of_date"] for run in self._succeeded]
