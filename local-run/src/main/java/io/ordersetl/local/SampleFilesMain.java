package io.ordersetl.local;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.ordersetl.local.sample.SampleOrders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Writes the sample shop's five files into a folder, as {@code ./run --data} takes them: for the
 * benchmarks, whose other programs read the same files from there.
 */
public final class SampleFilesMain {

  private static final Map<String, BiFunction<LocalDate, Long, SampleOrders>> KINDS =
      Map.of("damaged", SampleOrders::new, "undamaged", SampleOrders::undamaged);

  private SampleFilesMain() {}

  /** Takes the kind ({@code damaged} or {@code undamaged}), folder, orders and as-of date. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4 || !KINDS.containsKey(arguments[0])) {
      System.err.println("usage: SampleFilesMain damaged|undamaged FOLDER ORDERS AS_OF_DATE");
      System.exit(64);
    }
    LocalDate asOf = LocalDate.parse(arguments[3]);
    write(
        KINDS.get(arguments[0]).apply(asOf, Long.valueOf(arguments[2])),
        asOf,
        Path.of(arguments[1]));
  }

  private static void write(SampleOrders sample, LocalDate asOf, Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("orders.csv"), sample::writeOrders);
    write(folder.resolve("reviews.csv"), sample::writeReviews);
    write(folder.resolve("shipment_deliveries.csv"), sample::writeShipments);
    for (String dimension : List.of("dim_dates", "dim_products")) {
      try (InputStream rows = SampleSeed.dimension(dimension, asOf).open()) {
        Files.copy(rows, folder.resolve(dimension + ".csv"), REPLACE_EXISTING);
      }
    }
  }

  private static void write(Path file, Consumer<OutputStream> rows) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      rows.accept(out);
    }
  }
}
