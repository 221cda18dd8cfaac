-- All visitors that a shop ever had.
select
  run.as_of_date,
  shops.shop_name,
  cast(sum(visits.visitors) as bigint) as visitors
from visits
join shops on shops.shop = visits.shop
cross join run
group by run.as_of_date, shops.shop_name
