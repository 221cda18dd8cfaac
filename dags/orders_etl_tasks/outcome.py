"""What the end of a task's container means to Airflow."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from airflow.sdk import RetryDecision, RetryPolicy
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowTaskTimeout

if TYPE_CHECKING:
    from airflow.sdk import Context

    from orders_etl_tasks.container import Ending

PERMANENT = {
    64: "wrong use of the command line",
    65: "the data is unacceptable",
    66: "an input is missing",
    70: "a bug",
    78: "the configuration is wrong",
}
TRANSIENT = {
    3: "the JVM ran out of heap; the container's memory limit is {memory}",
    75: "a transient failure",
    130: "interrupted",
    137: "killed from outside, or out of memory; the container's memory limit is {memory}",
    143: "stopped from outside",
}
OUT_OF_MEMORY = "out of memory; the container's memory limit is {memory}"
MORE_MEMORY = " (the Airflow deployment's ORDERS_ETL_TASK_MEMORY sets it)"

COUNTS = ("rows_read", "rows_staged", "rows_rejected", "rows_published")


class StatedReason(RetryPolicy):
    """Retries as the task says, and notes the reason with the task instance."""

    def evaluate(
        self,
        exception: BaseException,
        try_number: int,
        max_tries: int,
        context: Context | None = None,
    ) -> RetryDecision:
        if isinstance(exception, AirflowTaskTimeout) and context:
            return RetryDecision.retry(
                reason=f"It did not end within {context['task'].execution_timeout}."
            )
        return RetryDecision.retry(reason=str(exception))


def result_of(ending: Ending, task: str, memory: str) -> dict[str, Any]:
    """The task's own result; where it left none, one that says how the container ended."""
    result = _parse(ending.last_line)
    if result is None:
        result = {"task": task, "status": "failed"}
    result.setdefault("exit_code", ending.status)
    if ending.status != 0 or result["status"] == "failed":
        result["reason"] = _reason(ending, memory)
    return result


def raise_failure(ending: Ending, result: dict[str, Any]) -> None:
    """Turn a failed task's exit status into what decides whether Airflow tries again."""
    if ending.status == 0 and "reason" not in result:
        return
    text = (
        f"{result['task']}-task ended with exit status {ending.status}, {result['reason']}"
        f"{': ' + result['message'] if result.get('message') else '.'}"
    )
    if ending.status == 0 or ending.status in PERMANENT:
        raise AirflowFailException(text)
    raise AirflowException(text)


def summary(result: dict[str, Any]) -> Iterator[str]:
    """The result's numbers as lines of a log."""
    yield (
        f"{result['task']}-task {result['status']}"
        f" in {result.get('seconds', '?')} s, as of {result.get('as_of_date') or '?'}"
    )
    datasets = result.get("datasets") or []
    if datasets:
        yield from _table(datasets)
    for rejection in result.get("rejections") or []:
        yield (
            f"rejected: {rejection['rows']:,} x {rejection['dataset']}.{rejection['column']}"
            f" ({rejection['rule']}), first {rejection['example']}"
        )
    for warning in result.get("warnings") or []:
        yield f"warning: {warning}"
    for output in result.get("outputs") or []:
        yield f"written: {output}"


def _table(datasets: list[dict[str, Any]]) -> Iterator[str]:
    width = max(len("dataset"), *(len(dataset["name"]) for dataset in datasets))
    yield "dataset".ljust(width) + "".join(f"{name.replace('_', ' '):>16}" for name in COUNTS)
    for dataset in datasets:
        yield (
            dataset["name"].ljust(width)
            + "".join(f"{dataset.get(name, 0):>16,}" for name in COUNTS)
        )


def _parse(line: str | None) -> dict[str, Any] | None:
    try:
        result = json.loads(line or "")
    except ValueError:
        return None
    return result if isinstance(result, dict) and {"task", "status"} <= result.keys() else None


def _reason(ending: Ending, memory: str) -> str:
    if ending.status == 0:
        return (
            "but its standard output does not end in a result; is the image an Orders ETL task's?"
        )
    if ending.out_of_memory:
        reason = OUT_OF_MEMORY
    else:
        reason = {**PERMANENT, **TRANSIENT}.get(ending.status, "which no task uses")
    return reason.format(memory=memory) + (MORE_MEMORY if "{memory}" in reason else "")
