-- severity: warn
-- Every review is of a product that dim_products knows.
with product_reviews as (
  select
    reviews.product_id,
    count(*) as reviews_given
  from reviews
  group by reviews.product_id
)
select
  product_reviews.product_id,
  product_reviews.reviews_given
from product_reviews
where not exists (
  select dim_products.product_id
  from dim_products
  where dim_products.product_id = product_reviews.product_id
)
