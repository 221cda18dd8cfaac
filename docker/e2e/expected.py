"""What the pipeline should publish, worked out from the source files by means of its own."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path
from typing import Any

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
LATE = timedelta(days=6)
OVERDUE = timedelta(days=15)
LONGEST_RECORD = 1 << 20
INTEGER, BIGINT = 32, 64

Row = dict[str, Any]
Parse = Callable[[dict[str, str]], Row]


class InvalidRowError(Exception):
    """A row breaks its contract."""


@dataclass(frozen=True)
class Sources:
    """The rows that are fit to be published, and the dimensions."""

    orders: list[Row]
    reviews: list[Row]
    shipments: list[Row]
    working_days: dict[date, bool]
    product_names: dict[int, str]


def read_sources(folder: Path, working_days: dict[date, bool], names: dict[int, str]) -> Sources:
    csv.field_size_limit(1 << 24)
    return Sources(
        _valid_rows(folder / "orders.csv", _order, "order_id"),
        _valid_rows(folder / "reviews.csv", _review, None),
        _valid_rows(folder / "shipment_deliveries.csv", _shipment, "shipment_id"),
        working_days,
        names,
    )


def expected_tables(sources: Sources, as_of: date) -> dict[str, list[dict[str, str]]]:
    """The row of each analytics table for a day, as the export writes it."""
    placed = [order for order in sources.orders if order["order_date"] <= as_of]
    return {
        "agg_public_holiday": [_public_holiday(sources, as_of)],
        "agg_shipments": [_shipments(sources, placed, as_of)],
        "best_performing_product": [_best_product(sources, placed, as_of)],
    }


def _public_holiday(sources: Sources, as_of: date) -> dict[str, str]:
    months = Counter(
        order["order_date"].month
        for order in sources.orders
        if order["order_date"].year == as_of.year - 1 and _is_holiday(sources, order["order_date"])
    )
    row = {"ingestion_date": as_of.isoformat()}
    for number, month in enumerate(MONTHS, start=1):
        row[f"tt_order_hol_{month}"] = str(months[number])
    return row


def _shipments(sources: Sources, placed: list[Row], as_of: date) -> dict[str, str]:
    ordered = {order["order_id"]: order["order_date"] for order in placed}
    moving = {s["order_id"] for s in sources.shipments if s["shipment_date"] or s["delivery_date"]}
    late = sum(_is_late(s, ordered.get(s["order_id"])) for s in sources.shipments)
    undelivered = sum(
        day < as_of - OVERDUE and order not in moving for order, day in ordered.items()
    )
    return {
        "ingestion_date": as_of.isoformat(),
        "tt_late_shipments": str(late),
        "tt_undelivered_items": str(undelivered),
    }


def _best_product(sources: Sources, placed: list[Row], as_of: date) -> dict[str, str]:
    stars = defaultdict(Counter)
    for review in sources.reviews:
        stars[review["product_id"]][review["review"]] += 1
    points = {
        product: sum(star * n for star, n in given.items()) for product, given in stars.items()
    }
    best = min(points, key=lambda product: (-points[product], product))
    orders = {o["order_id"]: o for o in placed if o["product_id"] == best}
    day = _busiest_day(list(orders.values()))
    late, early = set(), set()
    for shipment in sources.shipments:
        order = orders.get(shipment["order_id"])
        if order and _is_late(shipment, order["order_date"]):
            late.add(order["order_id"])
        if order and _is_early(shipment, order["order_date"]):
            early.add(order["order_id"])
    row = {
        "ingestion_date": as_of.isoformat(),
        "product_id": str(best),
        "product_name": sources.product_names[best],
        "most_ordered_day": day.isoformat(),
        "is_public_holiday": str(_is_holiday(sources, day)).lower(),
        "tt_review_points": str(points[best]),
    }
    for star, name in enumerate(("one", "two", "three", "four", "five"), start=1):
        row[f"pct_{name}_star_review"] = _percent(stars[best][star], stars[best].total())
    row["pct_late_shipment"] = _percent(len(late), len(late) + len(early))
    row["pct_early_shipment"] = _percent(len(early), len(late) + len(early))
    return row


def _busiest_day(orders: list[Row]) -> date:
    count, units = Counter(), Counter()
    for order in orders:
        count[order["order_date"]] += 1
        units[order["order_date"]] += order["quantity"]
    return max(count, key=lambda day: (count[day], units[day], day))


def _is_holiday(sources: Sources, day: date) -> bool:
    return day.isoweekday() <= 5 and not sources.working_days[day]


def _is_late(shipment: Row, ordered: date | None) -> bool:
    shipped = shipment["shipment_date"]
    return bool(ordered and shipped and not shipment["delivery_date"] and shipped >= ordered + LATE)


def _is_early(shipment: Row, ordered: date) -> bool:
    shipped = shipment["shipment_date"]
    return bool(shipped and shipment["delivery_date"] and shipped < ordered + LATE)


def _percent(part: int, whole: int) -> str:
    if whole == 0:
        return ""
    return str((Decimal(100 * part) / whole).quantize(Decimal("0.001"), ROUND_HALF_UP))


def _valid_rows(file: Path, parse: Parse, key: str | None) -> list[Row]:
    rows, seen = [], set()
    with file.open(encoding="utf-8", errors="surrogateescape", newline="") as lines:
        for fields in csv.DictReader(lines):
            try:
                row = _checked(fields, parse)
            except (InvalidRowError, ValueError, InvalidOperation, TypeError):
                continue
            if key is None or row[key] not in seen:
                rows.append(row)
                seen.add(row.get(key))
    return rows


def _checked(fields: dict[str, str], parse: Parse) -> Row:
    if None in fields or None in fields.values():
        raise InvalidRowError("too many or too few fields")
    text = "".join(fields.values())
    if len(text) > LONGEST_RECORD or "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise InvalidRowError("too long, or not text")
    return parse(fields)


def _order(fields: dict[str, str]) -> Row:
    return {
        "order_id": _integer(fields["order_id"], BIGINT),
        "customer_id": _integer(fields["customer_id"], BIGINT),
        "order_date": date.fromisoformat(fields["order_date"]),
        "product_id": _integer(fields["product_id"], BIGINT),
        "unit_price": _amount(fields["unit_price"]),
        "quantity": _integer(fields["quantity"], INTEGER),
        "total_price": _amount(fields["total_price"]),
    }


def _review(fields: dict[str, str]) -> Row:
    star = _integer(fields["review"], INTEGER)
    if not 1 <= star <= 5:
        raise InvalidRowError(f"{star} stars")
    return {"review": star, "product_id": _integer(fields["product_id"], BIGINT)}


def _shipment(fields: dict[str, str]) -> Row:
    row: Row = {name: _integer(fields[name], BIGINT) for name in ("shipment_id", "order_id")}
    for name in ("shipment_date", "delivery_date"):
        row[name] = date.fromisoformat(fields[name]) if fields[name] else None
    return row


def _integer(text: str, bits: int) -> int:
    number = int(text)
    if not -(1 << bits - 1) <= number < 1 << bits - 1:
        raise InvalidRowError(f"{text} has more than {bits} bits")
    return number


def _amount(text: str) -> Decimal:
    """As decimal(12,2)."""
    amount = Decimal(text)
    if not amount.is_finite() or abs(amount) >= 10**10 or amount != round(amount, 2):
        raise InvalidRowError(f"{text} is no amount")
    return amount
