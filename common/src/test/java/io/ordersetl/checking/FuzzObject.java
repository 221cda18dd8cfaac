package io.ordersetl.checking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random objects for a contract: good rows mostly, odd ones often, then some bytes changed. */
final class FuzzObject {
  private static final String[] LINE_ENDS = {"\n", "\n", "\n", "\r\n", "\r", "\n\n", "\r\r\n"};
  private static final String[] ANYTHING = {
    "",
    "\"",
    "\"\"",
    "\"a\"",
    "\"a\"b",
    "\"1\n2\"",
    "\"\r\n\"",
    "\0",
    "\u2003",
    "\"a\"\u2003",
    "\"a\"\u3042",
    "\uFEFF",
    "=cmd()",
    "NaN",
    "null",
    "1,1",
    "x".repeat(70),
    "\\.",
    "\\",
    " ",
    "'",
    "\u00E9",
    "\uD83D\uDE00",
    "a b",
    "+",
    "-",
    ".",
    "\u0661",
    "1e3",
    "0x1F",
    "\u212A"
  };
  private static final byte[] BYTES =
      ",\n\r\"-.0 a\\/:T+\0\u00FF\u00C3\u00E2\u0080".getBytes(ISO_8859_1);
  private static final Map<String, String[]> VALUES =
      Map.of(
          "integer", new String[] {"0", "7", "-7", "-8", "+12", "007", "101", "2147483648", "-0"},
          "bigint", new String[] {"1", "-1", "9223372036854775807", "-9223372036854775809", "100"},
          "decimal(6,2)", new String[] {"1.50", "0.00", "-.5", "9999.99", "10000", "1.005", "-0"},
          "decimal(30,4)", new String[] {"1.5000", "12345678901234567890123456.0001", ".00001"},
          "decimal(3,0)", new String[] {"1", "999", "1000", "5.0", "5.", "-999"},
          "date",
              new String[] {"2026-11-22", "2000-02-29", "1999-12-31", "22.11.2026", "2026-02-30"},
          "timestamp",
              new String[] {"2026-11-22 09:00", "2026-11-22T09:00:00.50", "2026-11-22 24:00"},
          "boolean", new String[] {"true", "F", "yes", "0", "tr"},
          "text",
              new String[] {"a", "b c", "abc", "\"a,b\"", "\"\"", "\\.", "\"q\"\"q\"", "\u20AC"});

  private final FuzzContract contract;
  private final Random random;

  FuzzObject(FuzzContract contract, Random random) {
    this.contract = contract;
    this.random = random;
  }

  byte[] next() {
    List<String> header = header();
    StringBuilder csv = new StringBuilder(random.nextInt(20) == 0 ? "\uFEFF" : "");
    csv.append(String.join(",", header)).append(lineEnd());
    int headerBytes = csv.toString().getBytes(UTF_8).length;
    boolean isOdd = random.nextBoolean();
    for (int rows = random.nextInt(12); rows > 0; rows--) {
      List<String> values = header.stream().map(name -> value(name, isOdd)).toList();
      csv.append(String.join(",", values)).append(rows == 1 && isOdd ? "" : lineEnd());
    }
    return changed(csv.toString().getBytes(UTF_8), random.nextInt(10) == 0 ? 0 : headerBytes);
  }

  private List<String> header() {
    List<String> header = new ArrayList<>(contract.names());
    if (random.nextInt(4) == 0) {
      header.add("other");
    }
    if (random.nextInt(4) == 0) {
      Collections.shuffle(header, random);
    }
    return header;
  }

  private String lineEnd() {
    return LINE_ENDS[random.nextInt(random.nextInt(4) == 0 ? LINE_ENDS.length : 3)];
  }

  private String value(String name, boolean isOdd) {
    if (random.nextInt(isOdd ? 6 : 30) == 0) {
      return ANYTHING[random.nextInt(ANYTHING.length)];
    }
    String type =
        contract.columns().stream()
            .filter(column -> column.name().equals(name))
            .map(FuzzColumn::type)
            .findFirst()
            .orElse("text");
    String[] values = VALUES.get(type);
    String value = values[random.nextInt(values.length)];
    return random.nextInt(10) == 0 && !value.startsWith("\"") ? '"' + value + '"' : value;
  }

  /** Some bytes from an offset on, set, doubled, taken out or put in. */
  private byte[] changed(byte[] bytes, int from) {
    byte[] changed = bytes;
    for (int changes = random.nextInt(4) - 1; changes > 0 && from < changed.length; changes--) {
      int at = from + random.nextInt(changed.length - from);
      int length = Math.min(random.nextInt(4), changed.length - at);
      byte[] between =
          random.nextInt(3) == 0
              ? new byte[0]
              : random.nextInt(3) == 0
                  ? Arrays.copyOfRange(changed, at, at + length)
                  : new byte[] {anyByte()};
      changed = joined(changed, at, between, random.nextBoolean() ? at : at + length);
    }
    return changed;
  }

  private byte anyByte() {
    return random.nextInt(3) == 0
        ? (byte) random.nextInt(256)
        : BYTES[random.nextInt(BYTES.length)];
  }

  private static byte[] joined(byte[] bytes, int end, byte[] between, int start) {
    byte[] joined = Arrays.copyOf(bytes, end + between.length + bytes.length - start);
    System.arraycopy(between, 0, joined, end, between.length);
    System.arraycopy(bytes, start, joined, end + between.length, bytes.length - start);
    return joined;
  }
}
