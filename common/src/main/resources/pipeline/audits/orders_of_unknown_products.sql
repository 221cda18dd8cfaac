-- severity: warn
-- Every order is of a product that dim_products knows.
with product_orders as (
  select
    orders.product_id,
    count(*) as orders_placed
  from orders
  group by orders.product_id
)
select
  product_orders.product_id,
  product_orders.orders_placed
from product_orders
where not exists (
  select dim_products.product_id
  from dim_products
  where dim_products.product_id = product_orders.product_id
)
