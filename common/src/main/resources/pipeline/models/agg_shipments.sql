-- Late shipments and undelivered orders, as known on the as-of date.
-- A shipment is late when it left six days or more after its order and has no delivery date.
-- An order is undelivered when more than 15 days have passed since it was placed and none of its shipments
-- has a shipment date or a delivery date; an order without any shipment is undelivered too.
-- There is always exactly one row.
with placed_orders as (
  select
    orders.order_id,
    orders.order_date
  from orders
  join run on orders.order_date <= run.as_of_date
),
late_shipments as (
  select count(*) as tt_late_shipments
  from shipment_deliveries
  join placed_orders on placed_orders.order_id = shipment_deliveries.order_id
  where shipment_deliveries.delivery_date is null
    and shipment_deliveries.shipment_date >= placed_orders.order_date + interval '6' day
),
overdue_orders as (
  select orders.order_id
  from orders
  join run on run.as_of_date > orders.order_date + interval '15' day
),
moving_shipments as (
  select shipment_deliveries.order_id
  from shipment_deliveries
  where shipment_deliveries.shipment_date is not null
    or shipment_deliveries.delivery_date is not null
),
undelivered_orders as (
  select count(*) as tt_undelivered_items
  from overdue_orders
  where not exists (
    select moving_shipments.order_id
    from moving_shipments
    where moving_shipments.order_id = overdue_orders.order_id
  )
)
select
  run.as_of_date as ingestion_date,
  late_shipments.tt_late_shipments,
  undelivered_orders.tt_undelivered_items
from run
cross join late_shipments
cross join undelivered_orders
