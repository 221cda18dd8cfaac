package io.ordersetl.load.binary;

/** Whole numbers: a minus sign, digits. */
final class IntegerEncoder {
  private static final int LONGEST = 19; // digits that may fit into a long

  private IntegerEncoder() {}

  static void encodeInteger(byte[] text, int from, int to, WireBuffer out) {
    long number = parse(text, from, to);
    if (number != (int) number) {
      throw new NumberFormatException("out of range");
    }
    out.writeInt(Integer.BYTES);
    out.writeInt((int) number);
  }

  static void encodeBigint(byte[] text, int from, int to, WireBuffer out) {
    out.writeInt(Long.BYTES);
    out.writeLong(parse(text, from, to));
  }

  /** Counts down from zero, since the smallest number has no positive twin. */
  private static long parse(byte[] text, int from, int to) {
    boolean negative = from < to && text[from] == '-';
    int first = negative ? from + 1 : from;
    if (first == to || to - first > LONGEST) {
      throw new NumberFormatException("not a number of at most " + LONGEST + " digits");
    }
    long number = 0;
    for (int i = first; i < to; i++) {
      number = number * 10 - Digits.at(text, i);
    }
    if (number > 0 || (number == Long.MIN_VALUE && !negative)) {
      throw new NumberFormatException("out of range"); // nineteen digits wrap around once at most
    }
    return negative ? number : -number;
  }
}
