-- severity: fail
-- Every visit is of a shop that we have.
select visits.shop
from visits
left join shops on shops.shop = visits.shop
where shops.shop is null
