-- Orders placed on public holidays, for each month of the calendar year before the as-of date.
-- A public holiday is a day from Monday to Friday (ISO weekday 1 to 5) that is not a working day.
-- A month's figure is the sum over all of its holidays; there is always exactly one row.
with day_orders as (
  select
    orders.order_date,
    count(*) as orders_placed
  from orders
  group by orders.order_date
),
public_holidays as (
  select
    dim_dates.calendar_dt,
    extract(year from dim_dates.calendar_dt) as year_num,
    extract(month from dim_dates.calendar_dt) as month_num
  from dim_dates
  where dim_dates.day_of_the_week_num between 1 and 5
    and not dim_dates.working_day
),
holiday_orders as (
  select
    public_holidays.year_num,
    public_holidays.month_num,
    day_orders.orders_placed
  from public_holidays
  join day_orders on day_orders.order_date = public_holidays.calendar_dt
)
select
  run.as_of_date as ingestion_date,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 1), 0) as bigint)
    as tt_order_hol_jan,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 2), 0) as bigint)
    as tt_order_hol_feb,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 3), 0) as bigint)
    as tt_order_hol_mar,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 4), 0) as bigint)
    as tt_order_hol_apr,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 5), 0) as bigint)
    as tt_order_hol_may,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 6), 0) as bigint)
    as tt_order_hol_jun,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 7), 0) as bigint)
    as tt_order_hol_jul,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 8), 0) as bigint)
    as tt_order_hol_aug,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 9), 0) as bigint)
    as tt_order_hol_sep,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 10), 0) as bigint)
    as tt_order_hol_oct,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 11), 0) as bigint)
    as tt_order_hol_nov,
  cast(coalesce(sum(holiday_orders.orders_placed) filter (where holiday_orders.month_num = 12), 0) as bigint)
    as tt_order_hol_dec
from run
left join holiday_orders on holiday_orders.year_num = extract(year from run.as_of_date) - 1
group by run.as_of_date
