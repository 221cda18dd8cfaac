"""Checks what ./run on sample data printed and wrote; the figures are counted anew from the rejects' own files."""

import csv
import json
import pathlib
import sys

TABLES = ["agg_public_holiday", "agg_shipments", "best_performing_product"]


def check(condition: bool, message: str) -> None:
    if not condition:
        sys.exit(f"check-run: {message}")


def rows(path: pathlib.Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main(out: pathlib.Path, printed: str, orders: int) -> None:
    result = json.loads((out / "result.json").read_text(encoding="utf-8"))
    check([task["task"] for task in result["tasks"]] == ["extract", "transform", "load"], "tasks are missing")
    check(all(task["exit_code"] == 0 for task in result["tasks"]), "a task failed")
    counts = {d["name"]: d for d in result["tasks"][0]["datasets"]}
    check(counts["orders"]["rows_read"] == orders, f"orders read: {counts['orders']}")
    for name, expected in (("orders", orders), ("reviews", orders * 72 // 100), ("shipment_deliveries", orders)):
        dataset = counts[name]
        rejected_lines = {row["line"] for row in rows(out / "rejects" / f"{name}.csv")}
        check(dataset["rows_read"] == expected, f"{name}: read {dataset['rows_read']}, expected {expected}")
        check(0 < dataset["rows_rejected"] <= expected * 0.005, f"{name}: rejected {dataset['rows_rejected']}")
        check(dataset["rows_rejected"] == len(rejected_lines), f"{name}: the rejects hold {len(rejected_lines)} rows")
        check(dataset["rows_staged"] + dataset["rows_rejected"] == expected, f"{name}: rows are lost")
    published = {d["name"]: d["rows_published"] for d in result["tasks"][2]["datasets"]}
    check(published["orders"] == counts["orders"]["rows_staged"], "not all staged orders were published")
    for table in TABLES:
        exported = rows(out / "analytics_export" / f"{table}.csv")
        check(len(exported) == 1, f"{table}: {len(exported)} rows were exported")
        check(exported[0]["ingestion_date"] == result["as_of_date"], f"{table}: {exported[0]['ingestion_date']}")
        check(table in printed, f"{table} was not printed")
    best = rows(out / "analytics_export" / "best_performing_product.csv")[0]
    shares = sum(float(value) for column, value in best.items() if column.endswith("_star_review"))
    check(abs(shares - 100) < 0.01, f"the review shares add up to {shares}")
    print("check-run: what ./run printed and wrote holds")


if __name__ == "__main__":
    main(
        pathlib.Path(sys.argv[1]),
        pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"),
        int(sys.argv[3]),
    )
