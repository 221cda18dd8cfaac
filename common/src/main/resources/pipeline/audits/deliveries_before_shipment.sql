-- severity: warn
-- No shipment was delivered before it left.
select
  shipment_deliveries.shipment_id,
  shipment_deliveries.order_id,
  shipment_deliveries.shipment_date,
  shipment_deliveries.delivery_date
from shipment_deliveries
where shipment_deliveries.delivery_date < shipment_deliveries.shipment_date
