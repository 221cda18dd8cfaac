package io.ordersetl.checking;

import io.ordersetl.dataset.Column;

/** Decimals of up to 18 digits, written with all digits of their scale and no zero in front. */
final class PlainDecimal extends PlainValue {
  private final int scale;
  private final int mostWholeDigits;
  private final NumberBounds bounds;

  PlainDecimal(Column column) {
    scale = column.type().scale();
    mostWholeDigits = column.type().precision() - scale;
    bounds = NumberBounds.of(column);
  }

  @Override
  int end(byte[] bytes, int from) {
    boolean isNegative = bytes[from] == '-';
    int start = isNegative ? from + 1 : from;
    int point = endOfDigits(bytes, start);
    if (!isWholePart(bytes, start, point)) {
      return ODD;
    }
    int end = point;
    if (scale > 0) {
      end = bytes[point] == '.' ? endOfDigits(bytes, point + 1) : point;
      if (end != point + 1 + scale) {
        return ODD;
      }
    }
    long number = number(bytes, start, point, 0);
    long units = scale == 0 ? number : number(bytes, point + 1, end, number);
    boolean isCanonical = units != 0 || !isNegative;
    return isCanonical && bounds.hold(isNegative ? -units : units) ? end : ODD;
  }

  /** A single zero, or as many digits as the type has room for with none of them a leading zero. */
  private boolean isWholePart(byte[] bytes, int start, int end) {
    int digits = end - start;
    if (digits == 1 && bytes[start] == '0') {
      return true;
    }
    return digits > 0 && digits <= mostWholeDigits && bytes[start] != '0';
  }
}
