-- severity: fail
-- The shares of the best product's reviews add up to 100, and so do its late and early shares, within rounding.
-- Each share is off by half a thousandth at most: 0.002 for five shares, 0.001 for two.
with share_sums as (
  select
    best_performing_product.ingestion_date,
    best_performing_product.pct_one_star_review + best_performing_product.pct_two_star_review
      + best_performing_product.pct_three_star_review + best_performing_product.pct_four_star_review
      + best_performing_product.pct_five_star_review as review_shares,
    best_performing_product.pct_late_shipment + best_performing_product.pct_early_shipment as departure_shares
  from best_performing_product
)
select
  share_sums.ingestion_date,
  share_sums.review_shares,
  share_sums.departure_shares
from share_sums
where share_sums.review_shares is null
  or abs(share_sums.review_shares - 100) > 0.002
  or abs(share_sums.departure_shares - 100) > 0.001
