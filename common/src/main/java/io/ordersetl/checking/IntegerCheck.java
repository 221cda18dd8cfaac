package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.ColumnType;

/** Whole numbers: a sign, digits, nothing else; written without plus sign and leading zeros. */
final class IntegerCheck implements ValueCheck {
  private final boolean isInteger;
  private final NumberBounds bounds;

  IntegerCheck(Column column) {
    isInteger = column.type().kind() == ColumnType.Kind.INTEGER;
    bounds = NumberBounds.of(column);
  }

  @Override
  public Rule check(String value, StringBuilder line) {
    long number;
    try {
      // parseLong takes the digits of every script; the contract means those of ASCII.
      if (!isPlain(value)) {
        return Rule.TYPE;
      }
      number = Long.parseLong(value);
    } catch (NumberFormatException e) {
      return Rule.TYPE;
    }
    if (isInteger && number != (int) number) {
      return Rule.TYPE;
    }
    line.append(number);
    return number < bounds.smallest() ? Rule.MIN : number > bounds.largest() ? Rule.MAX : null;
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
