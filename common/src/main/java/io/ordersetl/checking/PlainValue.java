package io.ordersetl.checking;

import io.ordersetl.dataset.Column;

/**
 * Recognises a column's plain values where they lie: ASCII without quotes, good by the contract and
 * already written as staged files write them. It may take a good value for an odd one, never an odd
 * one for a plain one: {@link ColumnCheck} is the judge, and the tests hold this to it.
 */
abstract class PlainValue {
  /** What {@link #end} returns for everything that is not plain. */
  static final int ODD = -1;

  private static final int MOST_DIGITS_OF_A_LONG = 18; // however they are chosen

  /**
   * The index behind the value that starts here, or {@link #ODD}. A line feed follows somewhere,
   * and no value goes past it.
   */
  abstract int end(byte[] bytes, int from);

  static PlainValue of(Column column) {
    boolean isRuled =
        !column.rules().oneOf().isEmpty()
            || column.rules().pattern().isPresent()
            || column.rules().format().isPresent();
    if (isRuled || column.type().precision() > MOST_DIGITS_OF_A_LONG) {
      return new PlainJudged(column);
    }
    return switch (column.type().kind()) {
      case INTEGER, BIGINT -> new PlainInteger(column);
      case DECIMAL -> new PlainDecimal(column);
      case DATE -> new PlainDate(column);
      case TEXT -> new PlainText(column.rules().length().orElse(Integer.MAX_VALUE));
      case TIMESTAMP, BOOLEAN -> new PlainJudged(column);
    };
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static int endOfDigits(byte[] bytes, int from) {
    int i = from;
    while (isDigit(bytes[i])) {
      i++;
    }
    return i;
  }

  /** The number that at most 18 digits stand for. */
  static long number(byte[] bytes, int from, int to, long before) {
    long number = before;
    for (int i = from; i < to; i++) {
      number = number * 10 + (bytes[i] - '0');
    }
    return number;
  }
}
