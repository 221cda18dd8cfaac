-- severity: fail
-- No count is below zero or above the number of rows that it was counted from.
with order_totals as (
  select count(*) as orders
  from orders
),
shipment_totals as (
  select count(*) as shipments
  from shipment_deliveries
),
review_totals as (
  select 5 * count(*) as points
  from reviews
),
figures as (
  select
    agg_public_holiday.ingestion_date,
    'orders on public holidays' as figure,
    agg_public_holiday.tt_order_hol_jan + agg_public_holiday.tt_order_hol_feb
      + agg_public_holiday.tt_order_hol_mar + agg_public_holiday.tt_order_hol_apr
      + agg_public_holiday.tt_order_hol_may + agg_public_holiday.tt_order_hol_jun
      + agg_public_holiday.tt_order_hol_jul + agg_public_holiday.tt_order_hol_aug
      + agg_public_holiday.tt_order_hol_sep + agg_public_holiday.tt_order_hol_oct
      + agg_public_holiday.tt_order_hol_nov + agg_public_holiday.tt_order_hol_dec as counted,
    order_totals.orders as total
  from agg_public_holiday
  cross join order_totals
  union all
  select
    agg_shipments.ingestion_date,
    'tt_late_shipments' as figure,
    agg_shipments.tt_late_shipments as counted,
    shipment_totals.shipments as total
  from agg_shipments
  cross join shipment_totals
  union all
  select
    agg_shipments.ingestion_date,
    'tt_undelivered_items' as figure,
    agg_shipments.tt_undelivered_items as counted,
    order_totals.orders as total
  from agg_shipments
  cross join order_totals
  union all
  select
    best_performing_product.ingestion_date,
    'tt_review_points' as figure,
    best_performing_product.tt_review_points as counted,
    review_totals.points as total
  from best_performing_product
  cross join review_totals
)
select
  figures.ingestion_date,
  figures.figure,
  figures.counted,
  figures.total
from figures
where figures.counted < 0
  or figures.counted > figures.total
