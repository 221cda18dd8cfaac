"""What readers of the warehouse and of the exports see."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from replica import Replica

ANALYTICS = ("agg_public_holiday", "agg_shipments", "best_performing_product")
RAW = ("orders", "reviews", "shipment_deliveries")


class Published:
    def __init__(self, replica: Replica) -> None:
        self._replica = replica

    def rows(self, table: str) -> list[dict[str, str]]:
        """An analytics table, by day, its values as an export writes them."""
        sql = f"select * from orders_analytics.{table} order by ingestion_date"
        words = {"t": "true", "f": "false"}
        return [
            {name: words.get(value, value) if name.startswith("is_") else value
             for name, value in row.items()}
            for row in self._replica.query(sql)
        ]  # fmt: skip

    def export(self, table: str) -> list[dict[str, str]]:
        file = self._replica.object(f"analytics_export/orders_etl/{table}.csv")
        with file.open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    def count(self, table: str) -> int:
        """How many rows a raw table has."""
        return int(self._replica.query(f"select count(*) as n from orders_staging.{table}")[0]["n"])

    def state(self) -> dict[str, object]:
        """All of it, to be compared with what it is later."""
        state: dict[str, object] = {table: self.rows(table) for table in ANALYTICS}
        state |= {f"export of {table}": self.export(table) for table in ANALYTICS}
        for table in RAW:
            sql = (
                f"select count(*) as n, sum(hashtext(t::text)) as sum from orders_staging.{table} t"
            )
            state[table] = self._replica.query(sql)
        return state

    def has_to_be(self, before: dict[str, object]) -> None:
        found = self.state()
        assert found == before, f"expected {before}, found {found}"
