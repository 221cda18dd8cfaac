"""The Orders ETL DAG: extract, transform and load, each a container, twice a day."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from airflow.sdk import DAG, Asset, CronTriggerTimetable

from orders_etl_tasks.deployment import Deployment
from orders_etl_tasks.notification import notify_run_timeout, notify_task_failure
from orders_etl_tasks.operator import OrdersTaskOperator
from orders_etl_tasks.run_request import PARAMS

SCHEDULE = "0 9,17 * * *"
RUN_TIMEOUT = timedelta(hours=7)
TASK_TIMEOUT = timedelta(hours=2)

DEPLOYMENT = Deployment.from_environment(os.environ)

ANALYTICS = [
    Asset(f"orders_etl/{table}")
    for table in ("agg_public_holiday", "agg_shipments", "best_performing_product")
]

with DAG(
    dag_id="orders_etl",
    description="CSV exports in S3, checked and published to PostgreSQL, and what they add up to",
    doc_md=Path(__file__).with_suffix(".md").read_text(encoding="utf-8"),
    schedule=CronTriggerTimetable(SCHEDULE, timezone=DEPLOYMENT.time_zone),
    start_date=datetime(2026, 1, 1, tzinfo=ZoneInfo(DEPLOYMENT.time_zone)),
    catchup=False,
    max_active_runs=1,
    is_paused_upon_creation=True,
    dagrun_timeout=RUN_TIMEOUT,
    params=PARAMS,
    render_template_as_native_obj=False,
    on_failure_callback=notify_run_timeout,
    default_args={
        "owner": "orders-etl",
        "retries": 3,
        "retry_delay": timedelta(minutes=1),
        "retry_exponential_backoff": 2,
        "max_retry_delay": timedelta(minutes=15),
        "execution_timeout": TASK_TIMEOUT,
        "on_failure_callback": notify_task_failure,
    },
    tags=["orders", "etl"],
) as dag:
    extract = OrdersTaskOperator(task_id="extract", deployment=DEPLOYMENT)
    transform = OrdersTaskOperator(task_id="transform", deployment=DEPLOYMENT)
    load = OrdersTaskOperator(
        task_id="load",
        deployment=DEPLOYMENT,
        publishes=True,
        # Republishing an earlier run skips the other two.
        trigger_rule="none_failed",
        outlets=ANALYTICS,
    )

    extract >> transform >> load
