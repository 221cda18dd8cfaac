package io.ordersetl.checking;

import io.ordersetl.dataset.Column;

/** Whole numbers of up to 18 digits, without plus sign or leading zeros. */
final class PlainInteger extends PlainValue {
  private static final int MOST_DIGITS = 18;

  private final NumberBounds bounds;

  PlainInteger(Column column) {
    bounds = NumberBounds.of(column);
  }

  @Override
  int end(byte[] bytes, int from) {
    boolean isNegative = bytes[from] == '-';
    int start = isNegative ? from + 1 : from;
    long number = 0;
    int i = start;
    while (isDigit(bytes[i])) {
      number = number * 10 + (bytes[i] - '0'); // of too many digits it is wrong, and refused below
      i++;
    }
    boolean isCanonical = bytes[start] != '0' || (i == start + 1 && !isNegative);
    if (i == start || i - start > MOST_DIGITS || !isCanonical) {
      return ODD;
    }
    return bounds.hold(isNegative ? -number : number) ? i : ODD;
  }
}
