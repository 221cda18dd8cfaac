package io.ordersetl.local.sample;

import java.util.List;

/** A review: stars for a product, most of them near the product's quality, some at the extremes. */
final class ReviewRow implements SampleRow {

  static final String HEADER = "review,product_id";

  private static final int MOST = 5;
  private static final int[] SPREAD = {0, 0, 0, 0, 0, 0, 1, 1, 1, -1, -1, -1, -2, -2};

  private final Dice dice = new Dice(0x72657669657773L);
  private final Catalogue catalogue;

  private int stars;
  private Product product;

  ReviewRow(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  void draw() {
    product = catalogue.pick(dice);
    int mood = dice.below(16);
    stars =
        switch (mood) {
          case 14 -> 1;
          case 15 -> MOST;
          default -> Math.max(1, Math.min(MOST, product.quality() + SPREAD[mood]));
        };
  }

  @Override
  public void write(RowBuffer out) {
    out.number(stars).comma().number(product.id());
  }

  @Override
  public List<String> fields() {
    return List.of(Integer.toString(stars), Integer.toString(product.id()));
  }
}
