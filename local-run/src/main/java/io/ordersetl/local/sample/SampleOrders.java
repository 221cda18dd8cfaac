package io.ordersetl.local.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;

/**
 * Exports of a made-up shop: orders over the twenty months before a day, 0.72 reviews and one
 * shipment an order, and three rows in a thousand damaged in every way a contract knows.
 *
 * <p>The same number of orders and the same day give the same bytes, on every machine. Rows are
 * written as they are drawn, so that any number of them takes the same memory.
 */
public final class SampleOrders {

  private static final int DAMAGED_IN_A_THOUSAND = 3;
  private static final Damage TOO_LONG = Damage.tooLong(3);

  private static final List<Damage> ORDERS =
      List.of(
          Damage.value("type", 5, "two"),
          Damage.value("required", 2, ""),
          Damage.duplicateKey(0),
          Damage.value("type", 2, "2026-02-30"),
          Damage.textAfterQuote(2),
          Damage.fieldMissing(),
          Damage.notUtf8(1),
          Damage.value("type", 5, "3000000000"),
          Damage.value("type", 4, "12.345"),
          Damage.fieldTooMany(),
          Damage.nul(3),
          Damage.value("required", 0, ""),
          Damage.value("type", 2, "31/01/2026"),
          Damage.value("type", 5, "1.5"),
          Damage.value("type", 6, "99999999999.00"),
          Damage.value("type", 0, "99999999999999999999"));

  private static final List<Damage> REVIEWS =
      List.of(
          Damage.value("max", 0, "6"),
          Damage.value("type", 0, "five"),
          Damage.value("required", 0, ""),
          Damage.fieldMissing(),
          Damage.value("min", 0, "0"),
          Damage.textAfterQuote(1),
          Damage.notUtf8(0),
          Damage.value("required", 1, ""),
          Damage.fieldTooMany(),
          Damage.nul(1),
          Damage.value("type", 0, "4.5"));

  private static final List<Damage> SHIPMENTS =
      List.of(
          Damage.value("type", 2, "2026-02-30"),
          Damage.value("required", 1, ""),
          Damage.duplicateKey(0),
          Damage.textAfterQuote(3),
          Damage.fieldMissing(),
          Damage.notUtf8(2),
          Damage.value("type", 1, "O-17"),
          Damage.fieldTooMany(),
          Damage.nul(1),
          Damage.value("type", 3, "yesterday"),
          Damage.value("required", 0, ""));

  private final Catalogue catalogue = Catalogue.load();
  private final LocalDate asOf;
  private final long orders;
  private final int damagedInAThousand;

  /**
   * @param asOf the last day with orders
   * @param orders how many, the damaged ones included
   */
  public SampleOrders(LocalDate asOf, long orders) {
    this(asOf, orders, DAMAGED_IN_A_THOUSAND);
  }

  private SampleOrders(LocalDate asOf, long orders, int damagedInAThousand) {
    if (orders < 1) {
      throw new IllegalArgumentException("There must be at least one order, not " + orders);
    }
    this.asOf = asOf;
    this.orders = orders;
    this.damagedInAThousand = damagedInAThousand;
  }

  /** The same exports without a damaged row, which programs that check nothing can load too. */
  public static SampleOrders undamaged(LocalDate asOf, long orders) {
    return new SampleOrders(asOf, orders, 0);
  }

  /** How many reviews there are. */
  public long reviews() {
    return Math.round(orders * 0.72);
  }

  /** How many rows of all three exports come out wrong. */
  public long damagedRows() {
    return 2 * Damages.among(orders, damagedInAThousand)
        + Damages.among(reviews(), damagedInAThousand);
  }

  /** Writes {@code orders.csv}. */
  public void writeOrders(OutputStream out) {
    OrderDays days = OrderDays.until(asOf, orders);
    OrderRow row = new OrderRow(catalogue, days, orders);
    Damages damages = new Damages(orders, damagedInAThousand, ORDERS, TOO_LONG);
    RowBuffer buffer = start(out, OrderRow.HEADER);
    days.forEach(
        (order, day) -> {
          row.draw(order, day);
          damages.write(order, row, buffer);
        });
    buffer.flush();
  }

  /** Writes {@code reviews.csv}. */
  public void writeReviews(OutputStream out) {
    ReviewRow row = new ReviewRow(catalogue);
    Damages damages = new Damages(reviews(), damagedInAThousand, REVIEWS, REVIEWS.get(0));
    RowBuffer buffer = start(out, ReviewRow.HEADER);
    for (long review = 1; review <= reviews(); review++) {
      row.draw();
      damages.write(review, row, buffer);
    }
    buffer.flush();
  }

  /** Writes {@code shipment_deliveries.csv}. */
  public void writeShipments(OutputStream out) {
    OrderDays days = OrderDays.until(asOf, orders);
    ShipmentRow row = new ShipmentRow(days);
    Damages damages = new Damages(orders, damagedInAThousand, SHIPMENTS, SHIPMENTS.get(0));
    RowBuffer buffer = start(out, ShipmentRow.HEADER);
    days.forEach(
        (order, day) -> {
          row.draw(order, day);
          damages.write(order, row, buffer);
        });
    buffer.flush();
  }

  private static RowBuffer start(OutputStream out, String header) {
    RowBuffer buffer = new RowBuffer(out);
    buffer.bytes(header.getBytes(US_ASCII)).endRow();
    return buffer;
  }
}
