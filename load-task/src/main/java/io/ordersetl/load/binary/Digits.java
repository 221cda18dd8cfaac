package io.ordersetl.load.binary;

/** Decimal digits in text. */
final class Digits {
  private Digits() {}

  /** The digit's value; a {@link NumberFormatException} where there is none. */
  static int at(byte[] text, int index) {
    int digit = text[index] - '0';
    if (digit < 0 || digit > 9) {
      throw new NumberFormatException("not a digit");
    }
    return digit;
  }

  /** The number that all bytes from {@code from} to {@code to} make. */
  static int number(byte[] text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + at(text, i);
    }
    return number;
  }
}
