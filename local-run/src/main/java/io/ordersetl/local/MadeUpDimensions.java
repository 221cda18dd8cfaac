package io.ordersetl.local;

import io.ordersetl.dataset.Contract;
import io.ordersetl.local.sample.BusinessCalendar;
import io.ordersetl.local.sample.Catalogue;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Dimensions for users who have none at hand: a calendar over the years of their orders, a product
 * for each id in their files.
 */
final class MadeUpDimensions {

  /** Dates further from the as-of date than this are mistakes, which no calendar should follow. */
  private static final int YEARS_BACK = 50;

  private static final int YEARS_AHEAD = 5;
  private static final int MOST_PRODUCTS = 100_000;
  private static final int MOST_DIGITS = 18;

  private final Collection<CsvFile> files;
  private final LocalDate asOf;

  /**
   * @param files the sources, where ids and dates are looked for
   */
  MadeUpDimensions(Collection<CsvFile> files, LocalDate asOf) {
    this.files = List.copyOf(files);
    this.asOf = asOf;
  }

  /** Whether a dimension is one of the two, with columns that can be made up. */
  static boolean has(Contract dimension) {
    return switch (dimension.location()) {
      case "dim_dates" -> covers(BusinessCalendar.HEADER, dimension);
      case "dim_products" -> covers(Catalogue.HEADER, dimension);
      default -> false;
    };
  }

  private static boolean covers(String header, Contract dimension) {
    return Arrays.asList(header.split(",")).containsAll(dimension.columnNames());
  }

  CsvFile make(Contract dimension) throws IOException {
    return switch (dimension.location()) {
      case "dim_dates" -> CsvFile.of("a made-up calendar", calendar());
      case "dim_products" -> CsvFile.of("made-up products", Catalogue.csvOfUnknown(seenProducts()));
      default -> throw new IllegalArgumentException("Can't make up " + dimension.location());
    };
  }

  private String calendar() throws IOException {
    Set<Integer> years = new TreeSet<>(List.of(asOf.getYear() - 2, asOf.getYear() + 1));
    for (CsvFile file : files) {
      ColumnScan.visit(file, "order_date", (value, length) -> addYear(value, length, years));
    }
    return BusinessCalendar.csv(
        years.stream().mapToInt(year -> year).min().orElseThrow(),
        years.stream().mapToInt(year -> year).max().orElseThrow());
  }

  private void addYear(byte[] value, int length, Set<Integer> years) {
    if (length < 10 || value[4] != '-') {
      return;
    }
    long year = number(value, 4);
    if (year >= asOf.getYear() - YEARS_BACK && year <= asOf.getYear() + YEARS_AHEAD) {
      years.add((int) year);
    }
  }

  private Collection<Long> seenProducts() throws IOException {
    Set<Long> ids = new HashSet<>();
    for (CsvFile file : files) {
      ColumnScan.visit(file, "product_id", (value, length) -> addProduct(value, length, ids));
    }
    return new TreeSet<>(ids);
  }

  private static void addProduct(byte[] value, int length, Set<Long> ids) {
    long id = number(value, length);
    if (id >= 0 && ids.size() < MOST_PRODUCTS) {
      ids.add(id);
    }
  }

  /** The number that the first bytes spell, or -1 where they spell none. */
  private static long number(byte[] value, int length) {
    if (length == 0 || length > MOST_DIGITS) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < length; i++) {
      if (value[i] < '0' || value[i] > '9') {
        return -1;
      }
      number = number * 10 + value[i] - '0';
    }
    return number;
  }
}
