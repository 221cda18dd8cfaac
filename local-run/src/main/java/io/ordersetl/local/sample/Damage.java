package io.ordersetl.local.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * A way in which a row of an export comes out wrong.
 *
 * @param rule the rule of the contract that it breaks, as rejects name it
 */
record Damage(String rule, Deed deed) {

  /** Makes the bytes of a damaged line, without its end, from the fields of a good row. */
  @FunctionalInterface
  interface Deed {
    byte[] to(List<String> fields);
  }

  /** A value is replaced. */
  static Damage value(String rule, int column, String value) {
    return new Damage(rule, fields -> line(with(fields, column, value)));
  }

  /** The key is the one of the row before. */
  static Damage duplicateKey(int column) {
    return new Damage(
        "primary_key",
        fields ->
            line(with(fields, column, Long.toString(Long.parseLong(fields.get(column)) - 1))));
  }

  /** Text after a closing quote, which CSV does not know. */
  static Damage textAfterQuote(int column) {
    return new Damage(
        "parse", fields -> line(with(fields, column, "\"" + fields.get(column) + "\"?")));
  }

  static Damage fieldMissing() {
    return new Damage("columns", fields -> line(fields.subList(0, fields.size() - 1)));
  }

  static Damage fieldTooMany() {
    return new Damage("columns", fields -> line(with(fields, 0, fields.get(0) + ",1")));
  }

  /** A letter in Latin-1, which is not UTF-8. */
  static Damage notUtf8(int column) {
    return value("encoding", column, "n\u00e9");
  }

  static Damage nul(int column) {
    return new Damage("encoding", fields -> line(with(fields, column, fields.get(column) + "\0")));
  }

  /** A value of a mebibyte, more than a record may have. */
  static Damage tooLong(int column) {
    return value("record_bytes", column, "9".repeat(1 << 20));
  }

  private static List<String> with(List<String> fields, int column, String value) {
    List<String> damaged = new ArrayList<>(fields);
    damaged.set(column, value);
    return damaged;
  }

  private static byte[] line(List<String> fields) {
    return String.join(",", fields).getBytes(ISO_8859_1);
  }
}
