-- severity: warn
-- Every order date is a day of the calendar (dim_dates).
with order_days as (
  select
    orders.order_date,
    count(*) as orders_placed
  from orders
  group by orders.order_date
)
select
  order_days.order_date,
  order_days.orders_placed
from order_days
where not exists (
  select dim_dates.calendar_dt
  from dim_dates
  where dim_dates.calendar_dt = order_days.order_date
)
