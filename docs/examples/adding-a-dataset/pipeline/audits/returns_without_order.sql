-- severity: warn
-- A return is of an order that was exported.
select
  returns.return_id,
  returns.order_id
from returns
left join orders on orders.order_id = returns.order_id
where orders.order_id is null
