package io.ordersetl.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Judges rows by patterns of its own, which know nothing of how rows are damaged. */
class SampleOrdersTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);
  private static final String ID = "[0-9]{1,18}";
  private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
  private static final String AMOUNT = "[0-9]{1,10}\\.[0-9]{2}";
  private static final String GOOD_ORDER =
      String.join(",", ID, ID, DATE, ID, AMOUNT, "[1-9][0-9]{0,8}", AMOUNT);
  private static final String GOOD_REVIEW = "[1-5]," + ID;
  private static final String GOOD_SHIPMENT =
      String.join(",", ID, ID, "(" + DATE + ")?", "(" + DATE + ")?");

  @Test
  void givesTheSameBytesForTheSameDayAndNumber() {
    SampleOrders sample = new SampleOrders(AS_OF, 1000);
    SampleOrders again = new SampleOrders(AS_OF, 1000);

    assertThat(text(sample::writeOrders)).isEqualTo(text(again::writeOrders));
    assertThat(text(sample::writeReviews)).isEqualTo(text(again::writeReviews));
    assertThat(text(sample::writeShipments)).isEqualTo(text(again::writeShipments));
    assertThat(text(sample::writeOrders))
        .isNotEqualTo(text(new SampleOrders(AS_OF.plusDays(1), 1000)::writeOrders));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 100, 1000, 10_000})
  void hasAsManyRowsAsAskedFor(long orders) {
    SampleOrders sample = new SampleOrders(AS_OF, orders);

    assertThat(rows(sample::writeOrders)).hasSize((int) orders);
    assertThat(rows(sample::writeShipments)).hasSize((int) orders);
    assertThat(rows(sample::writeReviews)).hasSize((int) Math.round(orders * 0.72));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 10, 100, 333, 334, 1000, 10_000})
  void hasThreeBadRowsInAThousandAndNeverMoreThanHalfTheLimit(long orders) {
    SampleOrders sample = new SampleOrders(AS_OF, orders);
    List<Bad> bad =
        List.of(
            bad(sample::writeOrders, GOOD_ORDER, true),
            bad(sample::writeReviews, GOOD_REVIEW, false),
            bad(sample::writeShipments, GOOD_SHIPMENT, true));

    assertThat(bad).allSatisfy(dataset -> assertThat(dataset.share()).isLessThanOrEqualTo(0.003));
    assertThat(bad.stream().mapToLong(Bad::rows).sum()).isEqualTo(sample.damagedRows());
  }

  @Test
  void hasNoBadRowWhereNoneIsAskedFor() {
    SampleOrders sample = SampleOrders.undamaged(AS_OF, 1000);

    assertThat(badRows(sample::writeOrders, GOOD_ORDER, true)).isEmpty();
    assertThat(badRows(sample::writeReviews, GOOD_REVIEW, false)).isEmpty();
    assertThat(badRows(sample::writeShipments, GOOD_SHIPMENT, true)).isEmpty();
    assertThat(sample.damagedRows()).isZero();
  }

  @Test
  void hasEveryKindOfBadRowAtTheDefaultNumber() {
    SampleOrders sample = new SampleOrders(AS_OF, 10_000);
    List<String> orders = badRows(sample::writeOrders, GOOD_ORDER, true);
    List<String> reviews = badRows(sample::writeReviews, GOOD_REVIEW, false);
    List<String> shipments = badRows(sample::writeShipments, GOOD_SHIPMENT, true);

    for (List<String> rows : List.of(orders, reviews, shipments)) {
      assertThat(rows).as("text after a quote").anyMatch(row -> row.contains("\"?"));
      assertThat(rows).as("not UTF-8").anyMatch(row -> row.contains("\u00e9"));
      assertThat(rows).as("NUL").anyMatch(row -> row.contains("\0"));
      assertThat(rows).as("a value missing").anyMatch(row -> row.startsWith(","));
    }
    assertThat(orders).anyMatch(row -> fields(row) == 6).anyMatch(row -> fields(row) == 8);
    assertThat(reviews).anyMatch(row -> fields(row) == 1).anyMatch(row -> fields(row) == 3);
    assertThat(shipments).anyMatch(row -> fields(row) == 3).anyMatch(row -> fields(row) == 5);
    assertThat(orders).as("a doubled key").anyMatch(row -> row.matches(GOOD_ORDER));
    assertThat(shipments).as("a doubled key").anyMatch(row -> row.matches(GOOD_SHIPMENT));
    assertThat(orders).as("an impossible date").anyMatch(row -> row.contains("2026-02-30"));
    assertThat(orders).as("a word for a number").anyMatch(row -> row.contains(",two,"));
    assertThat(orders).as("over what the type holds").anyMatch(row -> row.contains(",3000000000,"));
    assertThat(reviews).as("below the least").anyMatch(row -> row.startsWith("0,"));
    assertThat(reviews).as("above the most").anyMatch(row -> row.startsWith("6,"));
    assertThat(orders).as("over a mebibyte").filteredOn(row -> row.length() > 1 << 20).hasSize(1);
  }

  @Test
  void spreadsOrdersOverTheTwentyMonthsBeforeTheDay() {
    List<LocalDate> days =
        goodRows(new SampleOrders(AS_OF, 10_000)::writeOrders, GOOD_ORDER).stream()
            .map(row -> LocalDate.parse(row.split(",", -1)[2]))
            .toList();

    assertThat(days).isSorted();
    assertThat(days.get(0)).isBetween("2025-03-22", "2025-03-24");
    assertThat(days.get(days.size() - 1)).isBetween("2026-11-20", "2026-11-22");
    assertThat(days).as("orders on a public holiday").contains(LocalDate.of(2025, 12, 25));
  }

  @Test
  void hasTotalsThatAddUp() {
    for (String row : goodRows(new SampleOrders(AS_OF, 1000)::writeOrders, GOOD_ORDER)) {
      String[] fields = row.split(",", -1);
      assertThat(new BigDecimal(fields[4]).multiply(new BigDecimal(fields[5])))
          .isEqualByComparingTo(fields[6]);
    }
  }

  @Test
  void shipsNothingBeforeItIsOrderedNorInTheFuture() {
    SampleOrders sample = new SampleOrders(AS_OF, 1000);
    List<String> orders = rows(sample::writeOrders);
    List<String> shipments = goodRows(sample::writeShipments, GOOD_SHIPMENT);

    for (String shipment : shipments) {
      String[] fields = shipment.split(",", -1);
      String order = orders.get(Integer.parseInt(fields[1]) - 1);
      if (order.matches(GOOD_ORDER)) {
        assertThat(Stream.of(order.split(",", -1)[2], fields[2], fields[3], AS_OF.toString()))
            .as(shipment)
            .filteredOn(day -> !day.isEmpty() && !day.contains("-02-30"))
            .isSorted();
      }
    }
    assertThat(shipments).as("not shipped").anyMatch(row -> row.endsWith(",,"));
    assertThat(shipments).as("not delivered").anyMatch(row -> row.matches(".*[0-9],"));
  }

  @Test
  void refusesToMakeNoOrders() {
    assertThatThrownBy(() -> new SampleOrders(AS_OF, 0))
        .hasMessage("There must be at least one order, not 0");
  }

  private record Bad(long rows, double share) {}

  private static Bad bad(Consumer<OutputStream> rows, String good, boolean keyed) {
    int count = badRows(rows, good, keyed).size();
    return new Bad(count, (double) count / rows(rows).size());
  }

  private static List<String> badRows(Consumer<OutputStream> rows, String good, boolean keyed) {
    Set<String> keys = new HashSet<>();
    List<String> bad = new ArrayList<>();
    for (String row : rows(rows)) {
      boolean doubled = keyed && !keys.add(row.split(",", 2)[0]);
      if (doubled || !row.matches(good) || row.contains("-02-30")) {
        bad.add(row);
      }
    }
    return bad;
  }

  private static List<String> goodRows(Consumer<OutputStream> rows, String good) {
    return rows(rows).stream().filter(row -> row.matches(good) && !row.contains("-02-30")).toList();
  }

  private static int fields(String row) {
    return row.split(",", -1).length;
  }

  private static List<String> rows(Consumer<OutputStream> rows) {
    return text(rows).lines().skip(1).toList();
  }

  private static String text(Consumer<OutputStream> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    rows.accept(out);
    return out.toString(ISO_8859_1);
  }
}
