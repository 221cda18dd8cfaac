"""What the Airflow deployment decides once for all runs, by environment variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

VERSION = "0.1.0"


@dataclass(frozen=True)
class Limits:
    """What one task container may use of its host.

    :param memory: as Docker writes it (``512m``, ``1g``); swap is not added to it
    :param cpus: processors, in fractions too; Docker refuses more than the host has
    :param processes: processes and threads
    """

    memory: str
    cpus: float
    processes: int


@dataclass(frozen=True)
class Deployment:
    """Where the schedule and the task containers live.

    :param name: tells this Airflow's containers from another's on the same Docker host
    :param time_zone: in which the schedule's hours and the as-of date are meant
    :param images: by task id
    :param network: the Docker network from which the warehouse and the S3 server are reached
    """

    name: str
    time_zone: str
    images: Mapping[str, str]
    network: str
    limits: Limits

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Deployment:
        """Read the ``ORDERS_ETL_…`` variables; one that is empty counts as not set."""

        def setting(name: str, default: str) -> str:
            return environment.get(f"ORDERS_ETL_{name}") or default

        prefix = setting("IMAGE_PREFIX", "orders-etl/")
        tag = setting("IMAGE_TAG", VERSION)
        return cls(
            name=setting("DEPLOYMENT", "orders-etl"),
            time_zone=_known_zone(setting("TIME_ZONE", "UTC")),
            images={
                task: setting(f"{task.upper()}_IMAGE", f"{prefix}{task}-task:{tag}")
                for task in ("extract", "transform", "load")
            },
            network=setting("NETWORK", "bridge"),
            limits=Limits(
                memory=setting("TASK_MEMORY", "1g"),
                cpus=float(setting("TASK_CPUS", "1")),
                processes=int(setting("TASK_PROCESSES", "512")),
            ),
        )


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(
            f"ORDERS_ETL_TIME_ZONE: expected a zone such as UTC or Europe/Berlin, found {name!r}"
        ) from error
    return name
