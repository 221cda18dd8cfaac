package io.ordersetl.local.sample;

/**
 * A product of the sample shop.
 *
 * @param cents list price
 * @param popularity how often it is ordered, in relation to the others
 * @param quality 1 to 5: where most of its reviews lie
 */
record Product(int id, String category, String name, int cents, int popularity, int quality) {

  Product {
    if (popularity < 1 || quality < 1 || quality > 5) {
      throw new IllegalArgumentException("Product " + id + ": popularity or quality out of range");
    }
  }
}
