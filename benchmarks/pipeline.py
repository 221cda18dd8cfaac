"""The product: three tasks, one after the other, as a scheduler starts them."""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

import objects
from installation import TASKS
from sample import AS_OF, SOURCES, Sample
from task_run import Platform, TaskRun

USUAL = dict.fromkeys(TASKS, 512)


@dataclass(frozen=True)
class PipelineRun:
    """A run of all three tasks; its seconds are theirs."""

    tasks: list[TaskRun]

    @property
    def seconds(self) -> float:
        return sum(task.seconds for task in self.tasks)


@dataclass
class Pipeline:
    """The product on a platform, over one sample.

    :param limits: the memory of each task, in MiB
    """

    platform: Platform
    sample: Sample
    limits: Mapping[str, int] = field(default_factory=USUAL.copy)

    def upload(self) -> Pipeline:
        """Put the sample where the product reads it, and fill the dimensions."""
        for source in SOURCES:
            key = f"/{self.platform.bucket().name}/{self.sample.prefix}/{source}.csv"
            objects.put(self.platform.variables, key, self.sample.file(source))
        self.platform.warehouse.fill_dimensions(self.sample)
        return self

    def prepare(self) -> None:
        """Leave nothing of earlier runs, neither published nor staged."""
        self.platform.warehouse.forget_publications()
        for folder in ("staging", "analytics_export"):
            shutil.rmtree(self.platform.bucket() / folder, ignore_errors=True)

    def verify(self) -> None:
        """Fail unless all rows of an undamaged sample are published."""
        if self.sample.kind == "undamaged":
            self.platform.warehouse.expect("orders_staging", self.sample)

    def run(self, **variables: str) -> PipelineRun:
        bucket = self.platform.bucket().name
        environment = {
            **self.platform.variables,
            "RUN_ID": f"benchmark-{time.strftime('%H%M%S')}-{uuid.uuid4().hex[:8]}",
            "AS_OF_DATE": AS_OF,
            "SOURCE_URI": f"s3://{bucket}/{self.sample.prefix}",
            **variables,
        }
        return PipelineRun(
            [self.platform.run(task, environment, self.limits[task]) for task in TASKS]
        )
