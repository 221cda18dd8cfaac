-- severity: fail
-- A category has no more returned orders than orders.
select
  agg_returns.product_category,
  agg_returns.tt_orders,
  agg_returns.tt_returned_orders
from agg_returns
where agg_returns.tt_returned_orders > agg_returns.tt_orders
