package io.ordersetl.load.binary;

import java.util.Map;
import java.util.regex.Pattern;

/** The types of columns that rows are loaded into, and how their values go over the wire. */
enum WireType {
  INTEGER,
  BIGINT,
  NUMERIC,
  DATE,
  TIMESTAMP,
  BOOLEAN,
  TEXT;

  /** No value takes more bytes than its text and these. */
  static final int MOST_OVERHEAD = 64;

  private static final Pattern NUMERIC_NAME = Pattern.compile("numeric(\\([0-9]+,[0-9]+\\))?");
  private static final Map<String, WireType> NAMES =
      Map.of(
          "integer", INTEGER,
          "bigint", BIGINT,
          "date", DATE,
          "timestamp without time zone", TIMESTAMP,
          "boolean", BOOLEAN,
          "text", TEXT,
          "character varying", TEXT);

  /** The type that PostgreSQL's {@code format_type} writes so. */
  static WireType of(String name) {
    WireType type = NUMERIC_NAME.matcher(name).matches() ? NUMERIC : NAMES.get(name);
    if (type == null) {
      throw new IllegalArgumentException("no column of type " + name + " is loaded");
    }
    return type;
  }

  /**
   * Writes the value that lies from {@code from} to {@code to} as the type's {@code …recv} function
   * reads it: its length, then its bytes. The buffer has room for it.
   *
   * <p>A switch, since finding one of seven implementations of an interface was a tenth of what a
   * loading thread did.
   *
   * @throws IllegalArgumentException where it is no value of the type
   */
  void encode(byte[] text, int from, int to, WireBuffer out) {
    switch (this) {
      case INTEGER -> IntegerEncoder.encodeInteger(text, from, to, out);
      case BIGINT -> IntegerEncoder.encodeBigint(text, from, to, out);
      case NUMERIC -> DecimalEncoder.encode(text, from, to, out);
      case DATE -> MomentEncoder.encodeDate(text, from, to, out);
      case TIMESTAMP -> MomentEncoder.encodeTimestamp(text, from, to, out);
      case BOOLEAN -> BooleanEncoder.encode(text, from, to, out);
      case TEXT -> encodeText(text, from, to, out);
    }
  }

  /** Whether PostgreSQL takes much longer to parse a value than to receive it. */
  boolean isSlowAsText() {
    return this == NUMERIC || this == DATE || this == TIMESTAMP;
  }

  private static void encodeText(byte[] text, int from, int to, WireBuffer out) {
    out.writeInt(to - from);
    out.write(text, from, to);
  }
}
