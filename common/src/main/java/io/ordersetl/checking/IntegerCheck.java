package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Whole numbers: a sign, digits, nothing else; written without plus sign and leading zeros. */
final class IntegerCheck implements ValueCheck {
  private final long smallest;
  private final long largest;
  private final long min;
  private final long max;

  IntegerCheck(Column column) {
    boolean isInteger = column.type().kind() == ColumnType.Kind.INTEGER;
    smallest = isInteger ? Integer.MIN_VALUE : Long.MIN_VALUE;
    largest = isInteger ? Integer.MAX_VALUE : Long.MAX_VALUE;
    min = column.rules().minNumber().map(b -> clamp(b, RoundingMode.CEILING)).orElse(smallest);
    max = column.rules().maxNumber().map(b -> clamp(b, RoundingMode.FLOOR)).orElse(largest);
  }

  private static long clamp(BigDecimal bound, RoundingMode rounding) {
    BigDecimal whole = bound.setScale(0, rounding);
    return whole
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .max(BigDecimal.valueOf(Long.MIN_VALUE))
        .longValueExact();
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
    if (number < smallest || number > largest) {
      return Rule.TYPE;
    }
    line.append(number);
    return number < min ? Rule.MIN : number > max ? Rule.MAX : null;
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
