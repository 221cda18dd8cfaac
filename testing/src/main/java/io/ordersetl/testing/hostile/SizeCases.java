package io.ordersetl.testing.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Long records and many columns. */
final class SizeCases {
  private static final Things LABELLED = Things.labelled();
  private static final Things SHORT = LABELLED.with("\"maxRecordBytes\": 12");
  private static final int MANY = 10_000;
  private static final int HUNDRED_MEGABYTES = 100 << 20;

  private SizeCases() {}

  static List<HostileCase> all() {
    return List.of(
        HostileCase.of("the longest record there may be, and one byte more", SHORT)
            .csv("id,label\n1,3456789012\n2,34567890123\n3,\"567890\n2\"\n4,\"567890\n23\"\n5,a\n")
            .stages("1,3456789012\n")
            .rejects("3@22 record_bytes", "13", "2,3456789012\u2026 [cut: 12 of 13 bytes]")
            .stages("3,\"567890\n2\"\n")
            .rejects("6@49 record_bytes", "13", "4,\"567890\n23\u2026 [cut: 12 of 13 bytes]")
            .stages("5,a\n"),
        HostileCase.of("a record over the limit is cut within a letter", SHORT)
            .csv("id,label\n1,\u00E9\u00E9\u00E9\u00E9\u00E9x\n2,a\u00E9\u00E9\u00E9\u00E9\u00E9\n")
            .rejects(
                "2@9 record_bytes",
                "13",
                "1,\u00E9\u00E9\u00E9\u00E9\u00E9\u2026 [cut: 12 of 13 bytes]")
            .rejects(
                "3@23 record_bytes",
                "13",
                "2,a\u00E9\u00E9\u00E9\u00E9\\xC3\u2026 [cut: 12 of 13 bytes]"),
        HostileCase.of("long records one after the other, the last without an end", SHORT)
            .csv("id,label\n" + "x".repeat(50) + "\r\n" + "y".repeat(60) + "\r" + "z".repeat(70))
            .rejects("2@9 record_bytes", "50", "x".repeat(12) + "\u2026 [cut: 12 of 50 bytes]")
            .rejects("3@61 record_bytes", "60", "y".repeat(12) + "\u2026 [cut: 12 of 60 bytes]")
            .rejects("4@122 record_bytes", "70", "z".repeat(12) + "\u2026 [cut: 12 of 70 bytes]"),
        HostileCase.of("a header over the limit", LABELLED.with("\"maxRecordBytes\": 7"))
            .csv("id,label\n1,a\n")
            .fails(65, "things.csv: the header on line 1 can't be parsed"),
        HostileCase.of("a hundred megabytes in one line", LABELLED)
            .large(SizeCases::oneLine)
            .stages("1,a\n")
            .rejects(
                "3@13 record_bytes",
                Integer.toString(HUNDRED_MEGABYTES),
                "x".repeat(4096) + "\u2026 [cut: 4096 of " + HUNDRED_MEGABYTES + " bytes]")
            .stages("2,b\n"),
        HostileCase.of("a hundred megabytes that are the header", LABELLED)
            .large(() -> Arrays.copyOfRange(oneLine(), 13, 13 + HUNDRED_MEGABYTES))
            .fails(65, "things.csv: the header on line 1 can't be parsed"),
        HostileCase.of("ten thousand columns", manyColumns())
            .large(() -> (names() + "\n" + row("1") + "\n" + row("+1") + "\n1\n").getBytes(UTF_8))
            .stages(row("1") + "\n" + row("1") + "\n")
            .rejects("4@" + (names().length() + 1 + 50_000) + " columns", "1", "1"),
        HostileCase.of("ten thousand columns that nobody knows", LABELLED)
            .large(() -> (names() + ",label,id\n" + row("x") + ",a,1\n").getBytes(UTF_8))
            .stages("1,a\n"),
        HostileCase.of("ten thousand columns, none of them the contract's", LABELLED)
            .large(() -> (names() + "\n").getBytes(UTF_8))
            .fails(65, "these columns are missing: [id, label]", "c99, \u2026 10000 columns]"),
        tenThousandViolations());
  }

  /** Its raw text is there once; a copy for each violation would be 200 MB. */
  private static HostileCase tenThousandViolations() {
    String row = row("x");
    HostileCase made =
        HostileCase.of("ten thousand violations in one row", manyColumns())
            .large(() -> (names() + "\n" + row + "\n").getBytes(UTF_8));
    String start = row.substring(0, 1024) + "\u2026 [cut: 1024 of " + row.length() + " bytes]";
    for (int i = 0; i < MANY; i++) {
      String where = "2@" + (names().length() + 1) + " c" + i + " type";
      made.rejects(where, "x", i == 0 ? row : start);
    }
    return made;
  }

  private static byte[] oneLine() {
    byte[] bytes = new byte[13 + HUNDRED_MEGABYTES + 5];
    Arrays.fill(bytes, (byte) 'x');
    System.arraycopy("id,label\n1,a\n".getBytes(UTF_8), 0, bytes, 0, 13);
    System.arraycopy("\n2,b\n".getBytes(UTF_8), 0, bytes, 13 + HUNDRED_MEGABYTES, 5);
    return bytes;
  }

  private static String names() {
    return IntStream.range(0, MANY).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
  }

  private static String row(String value) {
    return String.join(",", java.util.Collections.nCopies(MANY, value));
  }

  private static Things manyColumns() {
    return Things.of(
        IntStream.range(0, MANY).mapToObj(i -> "c" + i + " bigint").toArray(String[]::new));
  }
}
