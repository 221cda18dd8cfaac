-- severity: warn
-- No shipment left before its order was placed.
select
  shipment_deliveries.shipment_id,
  shipment_deliveries.order_id,
  orders.order_date,
  shipment_deliveries.shipment_date
from shipment_deliveries
join orders on orders.order_id = shipment_deliveries.order_id
where shipment_deliveries.shipment_date < orders.order_date
