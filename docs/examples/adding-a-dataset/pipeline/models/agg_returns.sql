-- Orders, returned orders and refunds by product category, as known on the as-of date.
-- An order with several returns is one returned order; its refunds add up.
with placed_orders as (
  select
    orders.order_id,
    coalesce(dim_products.product_category, 'unknown') as product_category
  from orders
  join run on orders.order_date <= run.as_of_date
  left join dim_products on dim_products.product_id = orders.product_id
),
returned_orders as (
  select
    returns.order_id,
    cast(sum(returns.refund) as decimal(14,2)) as refund
  from returns
  join run on returns.return_date <= run.as_of_date
  group by returns.order_id
)
select
  run.as_of_date as ingestion_date,
  placed_orders.product_category,
  count(*) as tt_orders,
  count(returned_orders.order_id) as tt_returned_orders,
  cast(coalesce(sum(returned_orders.refund), 0) as decimal(14,2)) as refunds
from placed_orders
cross join run
left join returned_orders on returned_orders.order_id = placed_orders.order_id
group by run.as_of_date, placed_orders.product_category
