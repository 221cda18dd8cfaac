package io.ordersetl.local.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The 25 products of the sample shop. */
public final class Catalogue {

  /** The columns of {@code dim_products}, in the order of {@link #csv()}. */
  public static final String HEADER = "product_id,product_category,product_name";

  private static final String RESOURCE = "products.csv";

  private final List<Product> products;
  private final int[] positionsByPopularity;

  private Catalogue(List<Product> products) {
    this.products = List.copyOf(products);
    this.positionsByPopularity = byPopularity(products);
  }

  /** The shop's products, from this module's resources. */
  public static Catalogue load() {
    try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE);
        CSVParser parser = CSVParser.parse(in, UTF_8, format())) {
      return new Catalogue(parser.stream().map(Catalogue::product).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the product list " + RESOURCE, e);
    }
  }

  private static CSVFormat format() {
    return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
  }

  private static Product product(CSVRecord row) {
    return new Product(
        Integer.parseInt(row.get("product_id")),
        row.get("product_category"),
        row.get("product_name"),
        new BigDecimal(row.get("unit_price")).movePointRight(2).intValueExact(),
        Integer.parseInt(row.get("popularity")),
        Integer.parseInt(row.get("quality")));
  }

  /** Each product's position, as often as it is popular. */
  private static int[] byPopularity(List<Product> products) {
    int[] positions = new int[products.stream().mapToInt(Product::popularity).sum()];
    int from = 0;
    for (int position = 0; position < products.size(); position++) {
      int to = from + products.get(position).popularity();
      Arrays.fill(positions, from, to, position);
      from = to;
    }
    return positions;
  }

  /** A product, the popular ones more often. */
  Product pick(Dice dice) {
    return products.get(positionsByPopularity[dice.below(positionsByPopularity.length)]);
  }

  /** {@code dim_products} of the shop, as CSV with a header. */
  public String csv() {
    return products.stream()
        .map(product -> row(product.id(), product.category(), product.name()))
        .collect(Collectors.joining("\n", HEADER + "\n", "\n"));
  }

  /** {@code dim_products} for ids of which nothing else is known, as CSV with a header. */
  public static String csvOfUnknown(Collection<Long> ids) {
    return ids.stream()
        .map(id -> row(id, "Unknown", "Product " + id))
        .collect(Collectors.joining("\n", HEADER + "\n", "\n"));
  }

  private static String row(long id, String category, String name) {
    return CSVFormat.RFC4180.format(id, category, name);
  }
}
