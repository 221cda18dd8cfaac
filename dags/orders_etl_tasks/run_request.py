"""What one run is asked to do: the form that the UI shows, and what it means to a task."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from airflow.sdk import Param
from airflow.sdk.exceptions import AirflowFailException

if TYPE_CHECKING:
    from airflow.sdk import Context

S3_PREFIX = r"^s3://[^/\s]+(/\S*)?$"

PARAMS = {
    "as_of_date": Param(
        None,
        type=["null", "string"],
        format="date",
        title="As-of date",
        description="The day for which the figures hold. Empty: the day on which the run was due.",
    ),
    "dry_run": Param(
        False,
        type="boolean",
        title="Dry run",
        description="Read, check, transform and try the load, but publish and export nothing.",
    ),
    "republish_run": Param(
        None,
        type=["null", "string"],
        maxLength=250,
        pattern=r"^\S(.*\S)?$",
        title="Republish an earlier run",
        description=(
            "The run id of an earlier run, as the list of runs shows it: what it had staged is "
            "published again, nothing is extracted. The way back after a bad day."
        ),
    ),
    "source_uri": Param(
        None,
        type=["null", "string"],
        pattern=S3_PREFIX,
        section="Places",
        title="Source prefix",
        description="Read the CSV files from here, e.g. s3://bucket/orders_data.corrected.",
    ),
    "pipeline_uri": Param(
        None,
        type=["null", "string"],
        pattern=S3_PREFIX,
        section="Places",
        title="Pipeline definition",
        description="Use the contracts and models under this s3:// prefix (try it as a dry run).",
    ),
    "export_id": Param(
        None,
        type=["null", "string"],
        pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.=-]{0,127}$",
        section="Places",
        title="Export folder",
        description="Write the exports to this folder instead of the usual one.",
    ),
}

_OVERRIDES = {
    "source_uri": "SOURCE_URI",
    "pipeline_uri": "PIPELINE_URI",
    "export_id": "EXPORT_ID",
}


@dataclass(frozen=True)
class RunRequest:
    """The run that a task works for.

    :param run_id: whose staging is used; an earlier run's where that is republished
    :param as_of_date: left to what was staged where an earlier run is republished
    :param overrides: environment variables that the form set for this run alone
    """

    run_id: str
    as_of_date: date | None
    time_zone: str
    dry_run: bool
    republishes: bool
    overrides: dict[str, str] = field(default_factory=dict)

    @classmethod
    def from_context(cls, context: Context, time_zone: str) -> RunRequest:
        """Read it from the form and the DAG run, the same at every try of a task.

        A run started by hand may have no logical date, so the day is taken from ``run_after``,
        which every run has.
        """
        params = context["params"]
        republished = params["republish_run"]
        overrides = {_OVERRIDES[name]: params[name] for name in _OVERRIDES if params[name]}
        if republished:
            _refuse_without_effect(overrides)
        return cls(
            run_id=republished or context["run_id"],
            as_of_date=_asked_date(params["as_of_date"])
            or (None if republished else _due_date(context, time_zone)),
            time_zone=time_zone,
            dry_run=params["dry_run"],
            republishes=bool(republished),
            overrides=overrides,
        )

    def environment(self) -> dict[str, str]:
        """The variables that tell a container of its run."""
        variables = {
            "RUN_ID": self.run_id,
            "TIME_ZONE": self.time_zone,
            "DRY_RUN": "true" if self.dry_run else "false",
        }
        if self.as_of_date:
            variables["AS_OF_DATE"] = self.as_of_date.isoformat()
        return variables


def _asked_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _due_date(context: Context, time_zone: str) -> date:
    return context["dag_run"].run_after.astimezone(ZoneInfo(time_zone)).date()


def _refuse_without_effect(overrides: dict[str, str]) -> None:
    useless = {"SOURCE_URI", "PIPELINE_URI"} & overrides.keys()
    if useless:
        raise AirflowFailException(
            "An earlier run is republished as it was staged, so the source prefix and the pipeline "
            "definition of this run would have no effect; leave them empty."
        )
