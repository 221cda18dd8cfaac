package io.ordersetl.load.binary;

/**
 * Decimals: a minus sign, digits, a point and digits. PostgreSQL's numeric counts in units of four
 * decimal digits to both sides of the point; units that are zero it strips by itself.
 */
final class DecimalEncoder {
  private static final int UNIT = 4;
  private static final int NEGATIVE = 0x4000;

  private DecimalEncoder() {}

  static void encode(byte[] text, int from, int to, WireBuffer out) {
    boolean negative = from < to && text[from] == '-';
    int whole = negative ? from + 1 : from;
    int point = point(text, whole, to);
    int fraction = Math.min(point + 1, to);
    if (point == whole || point == to - 1) {
      throw new NumberFormatException("no digits on one side of the point");
    }
    int wholeUnits = units(point - whole);
    int units = wholeUnits + units(to - fraction);
    out.writeInt((4 + units) * Short.BYTES);
    out.writeShort(units);
    out.writeShort(wholeUnits - 1);
    out.writeShort(negative ? NEGATIVE : 0);
    out.writeShort(to - fraction);
    writeWhole(text, whole, point, out);
    writeFraction(text, fraction, to, out);
  }

  private static int point(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] != '.') {
      i++;
    }
    return i;
  }

  private static int units(int digits) {
    return (digits + UNIT - 1) / UNIT;
  }

  /** The first unit is the one that may be short. */
  private static void writeWhole(byte[] text, int from, int to, WireBuffer out) {
    int end = to - (units(to - from) - 1) * UNIT;
    for (int start = from; start < to; end += UNIT) {
      out.writeShort(Digits.number(text, start, end));
      start = end;
    }
  }

  /** The last unit is filled up with zeros. */
  private static void writeFraction(byte[] text, int from, int to, WireBuffer out) {
    for (int start = from; start < to; start += UNIT) {
      int end = Math.min(start + UNIT, to);
      int unit = Digits.number(text, start, end);
      for (int missing = start + UNIT - end; missing > 0; missing--) {
        unit *= 10;
      }
      out.writeShort(unit);
    }
  }
}
