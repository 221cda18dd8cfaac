"""The sample shop's files, made once for each number of orders."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from installation import WORK, Installation

AS_OF = "2026-11-22"
SOURCES = ("orders", "reviews", "shipment_deliveries")


@dataclass(frozen=True)
class Sample:
    """A folder of the three sources and the two dimensions.

    :param kind: ``undamaged``, or ``damaged`` with 0.3 % of the rows bad on purpose
    """

    kind: str
    orders: int

    @property
    def folder(self) -> Path:
        return WORK / "data" / f"{self.orders}-{self.kind}"

    @property
    def prefix(self) -> str:
        """Where the sources lie in the bucket."""
        return f"{self.orders}-{self.kind}"

    def file(self, dataset: str) -> Path:
        return self.folder / f"{dataset}.csv"

    def rows(self) -> dict[str, int]:
        """As SampleOrders.java makes them: 0.72 reviews and one shipment an order."""
        reviews = int(self.orders * 0.72 + 0.5)
        return {"orders": self.orders, "reviews": reviews, "shipment_deliveries": self.orders}

    def megabytes(self) -> float:
        return sum(self.file(source).stat().st_size for source in SOURCES) / 1e6

    def generate(self, installation: Installation) -> Sample:
        """Make the files, unless an earlier run has."""
        if not self.folder.exists():
            half_done = self.folder.with_suffix(".new")
            shutil.rmtree(half_done, ignore_errors=True)
            command = installation.local_run(
                "SampleFilesMain", self.kind, str(half_done), str(self.orders), AS_OF
            )
            subprocess.run(command, check=True)
            half_done.rename(self.folder)
        return self
