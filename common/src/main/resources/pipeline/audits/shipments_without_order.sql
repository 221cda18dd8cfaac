-- severity: warn
-- Every shipment belongs to an order.
select
  shipment_deliveries.shipment_id,
  shipment_deliveries.order_id
from shipment_deliveries
where not exists (
  select orders.order_id
  from orders
  where orders.order_id = shipment_deliveries.order_id
)
