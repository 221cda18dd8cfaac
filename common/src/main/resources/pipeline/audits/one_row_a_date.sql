-- severity: fail
-- Each analytics table has at most one row for a date.
with analytics_rows as (
  select 'agg_public_holiday' as table_name, agg_public_holiday.ingestion_date
  from agg_public_holiday
  union all
  select 'agg_shipments' as table_name, agg_shipments.ingestion_date
  from agg_shipments
  union all
  select 'best_performing_product' as table_name, best_performing_product.ingestion_date
  from best_performing_product
)
select
  analytics_rows.table_name,
  analytics_rows.ingestion_date,
  count(*) as row_count
from analytics_rows
group by analytics_rows.table_name, analytics_rows.ingestion_date
having count(*) > 1
