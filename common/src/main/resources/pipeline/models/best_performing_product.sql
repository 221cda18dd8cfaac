-- The product with the highest sum of review points (of equal ones the lower id): the day on which most orders of
-- it were placed, its reviews by star, and how its orders left: late against early.
-- No reviews at all is no row; a share of nothing is null; orders placed after the as-of date do not count.
with product_reviews as (
  select
    reviews.product_id,
    cast(sum(reviews.review) as bigint) as review_points,
    count(*) as all_reviews,
    count(*) filter (where reviews.review = 1) as one_star_reviews,
    count(*) filter (where reviews.review = 2) as two_star_reviews,
    count(*) filter (where reviews.review = 3) as three_star_reviews,
    count(*) filter (where reviews.review = 4) as four_star_reviews,
    count(*) filter (where reviews.review = 5) as five_star_reviews
  from reviews
  group by reviews.product_id
),
placed_products as (
  select
    product_reviews.*,
    row_number() over (
      order by product_reviews.review_points desc nulls last, product_reviews.product_id asc nulls last
    ) as place
  from product_reviews
),
best_product as (
  select *
  from placed_products
  where placed_products.place = 1
),
product_orders as (
  select
    orders.order_id,
    orders.order_date,
    orders.quantity
  from orders
  join best_product on best_product.product_id = orders.product_id
  join run on orders.order_date <= run.as_of_date
),
order_days as (
  select
    product_orders.order_date,
    count(*) as orders_placed,
    cast(sum(product_orders.quantity) as bigint) as units
  from product_orders
  group by product_orders.order_date
),
-- Of days with as many orders, the one with more units; of those, the later one.
placed_days as (
  select
    order_days.order_date,
    row_number() over (
      order by order_days.orders_placed desc nulls last, order_days.units desc nulls last,
        order_days.order_date desc nulls last
    ) as place
  from order_days
),
-- Whether a day that the calendar lacks is a public holiday is not known: null.
most_ordered_days as (
  select
    placed_days.order_date as most_ordered_day,
    dim_dates.day_of_the_week_num between 1 and 5 and not dim_dates.working_day as is_public_holiday
  from placed_days
  left join dim_dates on dim_dates.calendar_dt = placed_days.order_date
  where placed_days.place = 1
),
shipped_orders as (
  select
    product_orders.order_id,
    count(*) filter (
      where shipment_deliveries.delivery_date is null
        and shipment_deliveries.shipment_date >= product_orders.order_date + interval '6' day
    ) as late_shipments,
    count(*) filter (
      where shipment_deliveries.delivery_date is not null
        and shipment_deliveries.shipment_date < product_orders.order_date + interval '6' day
    ) as early_shipments
  from product_orders
  join shipment_deliveries on shipment_deliveries.order_id = product_orders.order_id
  group by product_orders.order_id
),
-- An order with several shipments may be both late and early.
departures as (
  select
    count(*) filter (where shipped_orders.late_shipments > 0) as late_orders,
    count(*) filter (where shipped_orders.early_shipments > 0) as early_orders
  from shipped_orders
),
share_names as (
  select 'one star' as share
  union all
  select 'two star' as share
  union all
  select 'three star' as share
  union all
  select 'four star' as share
  union all
  select 'five star' as share
  union all
  select 'late' as share
  union all
  select 'early' as share
),
shares as (
  select
    share_names.share,
    case share_names.share
      when 'one star' then best_product.one_star_reviews
      when 'two star' then best_product.two_star_reviews
      when 'three star' then best_product.three_star_reviews
      when 'four star' then best_product.four_star_reviews
      when 'five star' then best_product.five_star_reviews
      when 'late' then departures.late_orders
      when 'early' then departures.early_orders
    end as part,
    case
      when share_names.share in ('late', 'early') then departures.late_orders + departures.early_orders
      else best_product.all_reviews
    end as whole
  from best_product
  cross join departures
  cross join share_names
),
-- A percentage in thousandths is 100000 * part / whole, half up: the whole quotient of 200000 * part + whole
-- by 2 * whole. What is left over is taken off first, so that the division is exact.
share_fractions as (
  select
    shares.share,
    200000 * shares.part + shares.whole as dividend,
    2 * shares.whole as divisor
  from shares
),
share_percentages as (
  select
    share_fractions.share,
    cast(
      0.001 * cast(
        round(
          (share_fractions.dividend - share_fractions.dividend % nullif(share_fractions.divisor, 0))
          / nullif(share_fractions.divisor, 0)
        ) as integer
      ) as decimal(6, 3)
    ) as percentage
  from share_fractions
),
percentages as (
  select
    max(percentage) filter (where share = 'one star') as pct_one_star_review,
    max(percentage) filter (where share = 'two star') as pct_two_star_review,
    max(percentage) filter (where share = 'three star') as pct_three_star_review,
    max(percentage) filter (where share = 'four star') as pct_four_star_review,
    max(percentage) filter (where share = 'five star') as pct_five_star_review,
    max(percentage) filter (where share = 'late') as pct_late_shipment,
    max(percentage) filter (where share = 'early') as pct_early_shipment
  from share_percentages
)
select
  run.as_of_date as ingestion_date,
  best_product.product_id,
  dim_products.product_name,
  most_ordered_days.most_ordered_day,
  most_ordered_days.is_public_holiday,
  best_product.review_points as tt_review_points,
  percentages.pct_one_star_review,
  percentages.pct_two_star_review,
  percentages.pct_three_star_review,
  percentages.pct_four_star_review,
  percentages.pct_five_star_review,
  percentages.pct_late_shipment,
  percentages.pct_early_shipment
from run
cross join best_product
cross join percentages
left join dim_products on dim_products.product_id = best_product.product_id
left join most_ordered_days on 1 = 1
