package io.ordersetl.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast path never takes, changes or refuses a row in another way than Commons CSV does. */
class PlainLinesTest {
  private static final String CONTRACT =
      """
      {"primaryKey": ["id"], "maxRecordBytes": 120, "columns": [
        {"name": "id", "type": "bigint"},
        {"name": "small", "type": "integer", "nullable": true, "min": -50, "max": 1000},
        {"name": "amount", "type": "decimal(6,2)", "nullable": true, "max": 900.5},
        {"name": "exact", "type": "decimal(30,3)", "nullable": true},
        {"name": "whole", "type": "decimal(4,0)", "nullable": true},
        {"name": "day", "type": "date", "nullable": true, "min": "1900-01-01", "max": "2100-02-28"},
        {"name": "other", "type": "date", "nullable": true, "format": "dd.MM.uuuu"},
        {"name": "moment", "type": "timestamp", "nullable": true},
        {"name": "flag", "type": "boolean", "nullable": true},
        {"name": "label", "type": "text", "nullable": true, "length": 6},
        {"name": "code", "type": "text", "nullable": true, "pattern": "[a-c]+"},
        {"name": "colour", "type": "text", "nullable": true, "oneOf": ["red", "blue"]}]}
      """;
  private static final String[] COLUMNS = {
    "id", "small", "amount", "exact", "whole", "day", "other", "moment", "flag", "label", "code",
    "colour", "unknown"
  };

  /** For each column two plain values and then odd ones, good and bad. */
  private static final String[][] VALUES = {
    {},
    {"0", "7", "-50", "-51", "1000", "1001", "-0", "007", "+7", "2147483648", "7 ", "1e2"},
    {"0.00", "1.50", "-0.00", "-0.01", "900.50", "900.51", "1.5", "01.50", "9999.99", "10000.00"},
    {"0.000", "-1.234", "123456789012345678901234567.000", "1.23", "1.2345", ".000"},
    {"0", "12", "9999", "10000", "-9999", "1.", "1.0", "00"},
    {
      "2026-11-22",
      "1900-01-01",
      "1899-12-31",
      "2100-02-28",
      "2100-03-01",
      "2023-02-29",
      "2024-02-29",
      "2026-13-01",
      "2026-00-10",
      "2026-1-01",
      "0000-01-01",
      "2026-04-31",
      "2026-11-22 ",
      "26-11-2022"
    },
    {"", "", "22.11.2026", "2026-11-22", "30.02.2026"},
    {
      "2026-11-22 09:00:00",
      "2026-11-22 09:00:00.5",
      "2026-11-22T09:00:00",
      "2026-11-22 09:00:00.50",
      "2026-11-22 24:00:00",
      "2026-11-22 09:00"
    },
    {"true", "false", "t", "TRUE", "maybe"},
    {"abc", "a b", "  ", "sixsix", "seven77", "\\.", "\\", "é", "a\tb", "NULL", "'", "~", "\u007f"},
    {"a", "cab", "abd", "A"},
    {"red", "blue", "green", "Red"},
    {"x", "", "y y"},
  };

  private static final String[] ANYWHERE = {
    "\"",
    "\"\"",
    "\"a\"",
    "\"a\"b",
    "\"1\n2\"",
    "\"1\r\n2\"",
    "\0",
    "\u2003",
    "=cmd()",
    "NaN",
    "1,1",
    "x".repeat(130),
    "\uFEFF"
  };
  private static final String[] LINE_BREAKS = {"\n", "\n", "\n", "\n", "\r\n", "\r", "\n\n"};

  @Test
  void givesWhatCommonsCsvAndTheColumnsChecksGive() {
    Random random = new Random(20261122);
    CheckBench bench = new CheckBench(CONTRACT);
    int rows = 0;
    for (int round = 0; round < 3_000; round++) {
      int count = random.nextInt(30);
      byte[] object = object(random, count);
      rows += count;
      assertSame(bench, object, 40 + random.nextInt(400), round);
    }
    assertThat(bench.plainLines()).isBetween(rows / 4, rows * 3 / 4);
  }

  @Test
  void givesTheSameForLinesWithAnyByteChanged() {
    Random random = new Random(42);
    CheckBench bench = new CheckBench(CONTRACT);
    for (int round = 0; round < 5_000; round++) {
      byte[] object = object(random, 1 + random.nextInt(4));
      for (int change = random.nextInt(3); change >= 0; change--) {
        int header = String.join(",", COLUMNS).length();
        int at = header + random.nextInt(object.length - header);
        object[at] =
            (byte)
                (random.nextBoolean()
                    ? random.nextInt(256)
                    : ",\n\r\"-.0 ".charAt(random.nextInt(8)));
      }
      assertSame(bench, object, 32 + random.nextInt(100), round);
    }
    assertThat(bench.plainLines()).isPositive();
  }

  @Test
  void findsALineAtEveryOffsetOfABuffer() {
    CheckBench bench =
        new CheckBench(
            "{\"columns\": [{\"name\": \"a\", \"type\": \"bigint\"},"
                + " {\"name\": \"b\", \"type\": \"date\"}]}");
    for (String lineBreak : new String[] {"\n", "\r\n"}) {
      for (int padding = 1; padding < 18; padding++) {
        String line = "1".repeat(padding) + ",2026-11-22" + lineBreak;
        byte[] object = ("a,b\n" + line + line + "7,x\n" + line).getBytes(StandardCharsets.UTF_8);
        for (int buffer = 8; buffer < 80; buffer++) {
          assertSame(bench, object, buffer, padding);
        }
      }
    }
    assertThat(bench.plainLines()).isPositive();
  }

  @Test
  void takesTheFirstOfTwoRowsWithOneKeyWhicheverOfThemIsPlain() {
    CheckBench bench =
        new CheckBench(
            "{\"primaryKey\": [\"a\"],"
                + " \"quarantine\": {\"maxRejectedFraction\": 1}, \"columns\":"
                + " [{\"name\": \"a\", \"type\": \"bigint\"}, {\"name\": \"b\", \"type\": \"text\"}]}");
    byte[] object = "a,b\n1,x\n+1,y\n+2,x\n2,y\n3,x\n3,y\n".getBytes(StandardCharsets.UTF_8);

    CheckBench.Checked checked = bench.quickly(object, 1 << 16);

    assertThat(checked.staged()).isEqualTo("1,x\n2,x\n3,x\n");
    assertThat(checked.rejects().lines().map(line -> line.split(",", -1)[3]))
        .containsExactly("3", "5", "7");
    assertThat(bench.plainLines()).isEqualTo(4);
    assertThat(checked).isEqualTo(bench.slowly(object));
  }

  private static void assertSame(CheckBench bench, byte[] object, int buffer, int round) {
    assertThat(bench.quickly(object, buffer))
        .as("round %d, buffer %d: %s", round, buffer, EscapedBytes.text(object, 0, object.length))
        .isEqualTo(bench.slowly(object));
  }

  private static byte[] object(Random random, int rows) {
    List<String> columns = new ArrayList<>(List.of(COLUMNS));
    if (random.nextBoolean()) {
      Collections.shuffle(columns, random);
    }
    if (random.nextBoolean()) {
      columns.remove("unknown");
    }
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    write(object, String.join(",", columns) + "\n");
    boolean isOdd = random.nextBoolean();
    for (int row = 0; row < rows; row++) {
      List<String> values = new ArrayList<>();
      for (String column : columns) {
        values.add(value(random, column, isOdd));
      }
      write(object, String.join(",", values) + LINE_BREAKS[random.nextInt(isOdd ? 7 : 4)]);
    }
    return object.toByteArray();
  }

  private static String value(Random random, String column, boolean isOdd) {
    if (isOdd && random.nextInt(60) == 0) {
      return ANYWHERE[random.nextInt(ANYWHERE.length)];
    }
    int index = List.of(COLUMNS).indexOf(column);
    if (index == 0) {
      return (random.nextInt(20) == 0 ? "+" : "") + random.nextInt(200);
    }
    if (random.nextInt(4) == 0) {
      return "";
    }
    String[] values = VALUES[index];
    return values[random.nextInt(isOdd && random.nextInt(8) == 0 ? values.length : 2)];
  }

  private static void write(ByteArrayOutputStream object, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    object.write(bytes, 0, bytes.length);
  }
}
