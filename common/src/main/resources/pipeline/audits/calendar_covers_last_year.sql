-- severity: fail
-- The calendar (dim_dates) has every day of the calendar year before the as-of date.
with last_year as (
  select extract(year from run.as_of_date) - 1 as year_num
  from run
),
calendar_years as (
  select
    extract(year from dim_dates.calendar_dt) as year_num,
    count(*) as days
  from dim_dates
  group by extract(year from dim_dates.calendar_dt)
),
last_year_days as (
  select
    last_year.year_num,
    coalesce(calendar_years.days, 0) as days_in_calendar,
    case
      when last_year.year_num % 400 = 0 then 366
      when last_year.year_num % 100 = 0 then 365
      when last_year.year_num % 4 = 0 then 366
      else 365
    end as days_in_year
  from last_year
  left join calendar_years on calendar_years.year_num = last_year.year_num
)
select
  last_year_days.year_num,
  last_year_days.days_in_calendar,
  last_year_days.days_in_year
from last_year_days
where last_year_days.days_in_calendar < last_year_days.days_in_year
