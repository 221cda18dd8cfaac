-- severity: warn
-- An order's total_price is its unit_price times its quantity.
select
  orders.order_id,
  orders.unit_price,
  orders.quantity,
  orders.total_price
from orders
where orders.total_price <> orders.unit_price * orders.quantity
