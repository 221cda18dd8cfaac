"""An ordinary day: what the DAG publishes is what the files say, however often it runs."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from expected import Sources, expected_tables, read_sources
from published import ANALYTICS, RAW

if TYPE_CHECKING:
    from airflow import Airflow
    from published import Published
    from replica import Replica
    from runs import Runs


class Operation:
    def __init__(
        self, replica: Replica, airflow: Airflow, runs: Runs, published: Published
    ) -> None:
        self._replica = replica
        self._airflow = airflow
        self._runs = runs
        self._published = published

    def compare(self) -> None:
        """The published tables and the exports are what the source files say"""
        sources = self._sources()
        days = sorted({date.fromisoformat(day) for day in self._runs.as_of_dates()})
        of_days = [expected_tables(sources, day) for day in days]
        for table in ANALYTICS:
            expected = [row for tables in of_days for row in tables[table]]
            found, exported = self._published.rows(table), self._published.export(table)
            assert found == expected, f"{table}: expected {expected}, found {found}"
            assert exported == expected, f"export of {table}: expected {expected}, found {exported}"
        for table, rows in zip(
            RAW, (sources.orders, sources.reviews, sources.shipments), strict=True
        ):
            count = self._published.count(table)
            assert count == len(rows), f"{table}: expected {len(rows)} rows, found {count}"

    def publish_again(self) -> None:
        """Published again on the same day, nothing is doubled"""
        before = self._published.state()
        self._runs.succeed(self._airflow.trigger(as_of_date=self._runs.as_of_dates()[-1]))
        self._published.has_to_be(before)

    def _sources(self) -> Sources:
        working_days = {
            date.fromisoformat(row["calendar_dt"]): row["working_day"] == "t"
            for row in self._replica.query("table if_common.dim_dates")
        }
        products = self._replica.query("table if_common.dim_products")
        names = {int(row["product_id"]): row["product_name"] for row in products}
        return read_sources(self._replica.object("orders_data"), working_days, names)
