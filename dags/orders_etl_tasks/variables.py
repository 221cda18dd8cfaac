"""Airflow Variables as the environment of a task's container."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from airflow.sdk.exceptions import AirflowFailException

SECRETS = frozenset(
    {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "POSTGRES_PASSWORD"}
)
"""Masked wherever Airflow shows or logs text."""

CREDENTIALS = SECRETS | {"POSTGRES_USERNAME", "CA_CERTIFICATES"}
"""Given to the container alone, unmasked where they are no secrets: masking a user's name would
garble logs. Certificates are as public, but would fill the page of rendered fields."""

BUCKET_FOLDERS = MappingProxyType(
    {"SOURCE_URI": "orders_data", "STAGING_URI": "staging", "EXPORT_URI": "analytics_export"}
)
"""Places that follow from S3_BUCKET where their own Variable is not set."""

_OBJECT_STORE = (
    "STAGING_URI",
    "S3_ENDPOINT",
    "AWS_REGION",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "CA_CERTIFICATES",
)
_WAREHOUSE = (
    "POSTGRES_HOST",
    "POSTGRES_PORT",
    "POSTGRES_DATABASE",
    "POSTGRES_USERNAME",
    "POSTGRES_PASSWORD",
    "POSTGRES_SSLMODE",
    "POSTGRES_STAGING_SCHEMA",
    "POSTGRES_ANALYTICS_SCHEMA",
    "DIMENSIONS_SCHEMA",
)
_REQUIRED = frozenset(
    {"POSTGRES_HOST", "POSTGRES_DATABASE", "POSTGRES_USERNAME", "POSTGRES_PASSWORD"}
    | BUCKET_FOLDERS.keys()
)
_LIMITS = ("MEMORY_LIMIT", "THREADS")
_SOURCE = ("SOURCE_URI", "SOURCE_S3_ENDPOINT", "SOURCE_S3_ANONYMOUS", "PIPELINE_URI")
_PUBLICATION = ("EXPORT_URI", "EXPORT_ID", "KEEP_RUNS", "LOCK_WAIT_SECONDS", "PUBLISH_WAIT_SECONDS")

TASK_VARIABLES = MappingProxyType(
    {
        "extract": _OBJECT_STORE + _WAREHOUSE + _SOURCE + _LIMITS,
        "transform": _OBJECT_STORE + _LIMITS,
        "load": _OBJECT_STORE + _WAREHOUSE + _PUBLICATION + _LIMITS,
    }
)
"""What each task is told; none is given a credential that it has no use for."""


@dataclass(frozen=True, repr=False)
class ContainerVariables:
    """A task's environment from Variables, with what may be shown apart from what may not."""

    shown: dict[str, str]
    credentials: dict[str, str]

    @property
    def secrets(self) -> list[str]:
        """The values that must not be seen anywhere."""
        return [value for name, value in self.credentials.items() if name in SECRETS]


def read_variables(
    task: str, overrides: Mapping[str, str], find: Callable[[str], str | None]
) -> ContainerVariables:
    """Read a task's Variables; where required ones are missing, fail at once and name them all.

    :param overrides: values that go before those of the Variables
    :param find: a Variable's value, where it is set
    """
    bucket = find("S3_BUCKET")
    values: dict[str, str] = {}
    missing: set[str] = set()
    for name in TASK_VARIABLES[task]:
        value = overrides.get(name) or find(name) or _place(bucket, name)
        if value:
            values[name] = value
        elif name in _REQUIRED:
            missing.add("S3_BUCKET" if name in BUCKET_FOLDERS else name)
    if missing:
        raise AirflowFailException(
            f"These Airflow Variables are not set: {', '.join(sorted(missing))}. "
            "Set them under Admin > Variables, then clear this task."
        )
    return ContainerVariables(
        shown={name: value for name, value in values.items() if name not in CREDENTIALS},
        credentials={name: value for name, value in values.items() if name in CREDENTIALS},
    )


def _place(bucket: str | None, name: str) -> str | None:
    return f"s3://{bucket}/{BUCKET_FOLDERS[name]}" if bucket and name in BUCKET_FOLDERS else None
