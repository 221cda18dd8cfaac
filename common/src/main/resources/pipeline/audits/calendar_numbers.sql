-- severity: warn
-- The calendar's (dim_dates') year, month, day and ISO weekday are those of its date.
with calendar_days as (
  select
    dim_dates.calendar_dt,
    dim_dates.year_num,
    dim_dates.month_of_the_year_num,
    dim_dates.day_of_the_month_num,
    dim_dates.day_of_the_week_num,
    extract(year from dim_dates.calendar_dt) as true_year,
    extract(month from dim_dates.calendar_dt) as true_month,
    extract(day from dim_dates.calendar_dt) as true_day
  from dim_dates
),
-- January and February count as months of the year before: leap days then come last.
shifted_days as (
  select
    calendar_days.*,
    case when calendar_days.true_month <= 2 then calendar_days.true_year - 1 else calendar_days.true_year end
      as shifted_year,
    case calendar_days.true_month
      when 1 then 0 when 2 then 3 when 3 then 2 when 4 then 5 when 5 then 0 when 6 then 3
      when 7 then 5 when 8 then 1 when 9 then 4 when 10 then 6 when 11 then 2 when 12 then 4
    end as month_shift
  from calendar_days
),
-- Gauss's rule for the day of the week, 0 being Sunday.
weekdays as (
  select
    shifted_days.*,
    (
      shifted_days.true_day + shifted_days.month_shift
      + 5 * (shifted_days.shifted_year % 4)
      + 4 * (shifted_days.shifted_year % 100)
      + 6 * (shifted_days.shifted_year % 400)
    ) % 7 as true_weekday
  from shifted_days
)
select
  weekdays.calendar_dt,
  weekdays.year_num,
  weekdays.month_of_the_year_num,
  weekdays.day_of_the_month_num,
  weekdays.day_of_the_week_num,
  case when weekdays.true_weekday = 0 then 7 else weekdays.true_weekday end as true_day_of_the_week_num
from weekdays
where weekdays.year_num <> weekdays.true_year
  or weekdays.month_of_the_year_num <> weekdays.true_month
  or weekdays.day_of_the_month_num <> weekdays.true_day
  or weekdays.day_of_the_week_num % 7 <> weekdays.true_weekday
