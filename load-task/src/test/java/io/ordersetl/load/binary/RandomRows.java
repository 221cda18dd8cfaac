package io.ordersetl.load.binary;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Rows of canonical CSV with a value of every type, many of them at the edge of what it holds. */
final class RandomRows {
  static final List<BinaryColumn> COLUMNS =
      List.of(
          new BinaryColumn("row_number", "bigint"),
          new BinaryColumn("small", "integer"),
          new BinaryColumn("big", "bigint"),
          new BinaryColumn("money", "numeric(12,2)"),
          new BinaryColumn("longest", "numeric(38,19)"),
          new BinaryColumn("whole", "numeric(38,0)"),
          new BinaryColumn("fraction", "numeric(5,5)"),
          new BinaryColumn("free", "numeric"),
          new BinaryColumn("day", "date"),
          new BinaryColumn("moment", "timestamp without time zone"),
          new BinaryColumn("flag", "boolean"),
          new BinaryColumn("label", "text"),
          new BinaryColumn("name", "character varying"));

  private static final int LAST_DAY = (int) LocalDate.of(9999, 12, 31).toEpochDay();
  private static final int FIRST_DAY = (int) LocalDate.of(1, 1, 1).toEpochDay();
  private static final List<String> TEXTS =
      List.of(
          "a", "B", " ", ",", "\"\"", "\n", "\r\n", "é", "漢", "\uD83D\uDE00", "\\.", "\t", "NULL");

  private final Random random;

  RandomRows(long seed) {
    random = new Random(seed);
  }

  private List<Supplier<String>> values() {
    return List.of(
        this::small,
        this::big,
        () -> decimal(10, 2),
        () -> decimal(19, 19),
        () -> decimal(38, 0),
        () -> decimal(0, 5),
        () -> decimal(random.nextInt(39), random.nextInt(39)),
        this::day,
        this::moment,
        () -> String.valueOf(random.nextBoolean()),
        this::text,
        this::text);
  }

  String csv(int rows) {
    StringBuilder csv = new StringBuilder();
    for (int row = 0; row < rows; row++) {
      List<String> line = new ArrayList<>();
      line.add(String.valueOf(row));
      values().forEach(value -> line.add(random.nextInt(8) == 0 ? "" : value.get()));
      csv.append(String.join(",", line)).append('\n');
    }
    return csv.toString();
  }

  private String small() {
    return oneOf(
        "0",
        String.valueOf(Integer.MIN_VALUE),
        String.valueOf(Integer.MAX_VALUE),
        String.valueOf(random.nextInt()));
  }

  private String big() {
    return oneOf(
        "0",
        String.valueOf(Long.MIN_VALUE),
        String.valueOf(Long.MAX_VALUE),
        String.valueOf(random.nextLong()));
  }

  /** Zeros are frequent: whole units of them are left out of what PostgreSQL stores. */
  private String decimal(int mostWhole, int scale) {
    int length = mostWhole == 0 ? 0 : random.nextInt(mostWhole + 1);
    String whole = digits(length).replaceFirst("^0+", "");
    String fraction = scale == 0 ? "" : "." + digits(scale);
    return oneOf("-", "") + (whole.isEmpty() ? "0" : whole) + fraction;
  }

  private String digits(int count) {
    StringBuilder digits = new StringBuilder();
    while (digits.length() < count) {
      digits.append(oneOf("0000", "0", "9", "9999", String.valueOf(random.nextInt(10_000))));
    }
    return digits.substring(0, count);
  }

  private String day() {
    int day = FIRST_DAY + random.nextInt(LAST_DAY - FIRST_DAY + 1);
    return oneOf("0001-01-01", "9999-12-31", "2000-02-29", LocalDate.ofEpochDay(day).toString());
  }

  private String moment() {
    String time =
        "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
    String fraction = "%06d".formatted(random.nextInt(1_000_000));
    return day()
        + " "
        + oneOf("00:00:00", "23:59:59.999999", time, time + "." + fraction, time + ".5");
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int pieces = random.nextInt(6); pieces > 0; pieces--) {
      text.append(TEXTS.get(random.nextInt(TEXTS.size())));
    }
    return '"' + text.append(random.nextInt(50) == 0 ? "x".repeat(70_000) : "").toString() + '"';
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
