package io.ordersetl.local;

import io.ordersetl.dataset.Contract;
import io.ordersetl.local.sample.BusinessCalendar;
import io.ordersetl.local.sample.Catalogue;
import io.ordersetl.local.sample.SampleOrders;
import io.ordersetl.objectstore.ObjectOutput;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectUri;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Consumer;

/** The exports of a made-up shop, written straight to S3 as they are drawn. */
public final class SampleSeed implements Seed {

  private final LocalDate asOf;
  private final long orders;
  private final SampleOrders sample;

  public SampleSeed(LocalDate asOf, long orders) {
    this.asOf = asOf;
    this.orders = orders;
    this.sample = new SampleOrders(asOf, orders);
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "sample data: %,d orders, %,d reviews, %,d shipments, of which %,d rows are bad on purpose",
        orders,
        sample.reviews(),
        orders,
        sample.damagedRows());
  }

  @Override
  public void upload(ObjectStore store, ObjectUri prefix) {
    write(store, prefix.resolve("orders.csv"), sample::writeOrders);
    write(store, prefix.resolve("reviews.csv"), sample::writeReviews);
    write(store, prefix.resolve("shipment_deliveries.csv"), sample::writeShipments);
  }

  private static void write(ObjectStore store, ObjectUri uri, Consumer<OutputStream> rows) {
    try (ObjectOutput output = store.create(uri)) {
      rows.accept(output);
      output.complete();
    }
  }

  @Override
  public CsvFile dimension(Contract contract) {
    return dimension(contract.name(), asOf);
  }

  /** The rows of a dimension of the shipped definition. */
  static CsvFile dimension(String name, LocalDate asOf) {
    return switch (name) {
      case "dim_dates" ->
          CsvFile.of(
              "the sample calendar", BusinessCalendar.csv(asOf.getYear() - 2, asOf.getYear() + 1));
      case "dim_products" -> CsvFile.of("the sample products", Catalogue.load().csv());
      default -> throw new IllegalStateException("There is no sample data for " + name);
    };
  }
}
