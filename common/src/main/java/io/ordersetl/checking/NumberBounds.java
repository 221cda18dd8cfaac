package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.ColumnType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The smallest and the largest number a column may hold, in units of its last digit: cents for a
 * {@code decimal(12,2)}. Bounds beyond a long are its own.
 */
record NumberBounds(long smallest, long largest) {
  static NumberBounds of(Column column) {
    boolean isInteger = column.type().kind() == Kind.INTEGER;
    long least = isInteger ? Integer.MIN_VALUE : Long.MIN_VALUE;
    long most = isInteger ? Integer.MAX_VALUE : Long.MAX_VALUE;
    int scale = column.type().scale();
    return new NumberBounds(
        column
            .rules()
            .minNumber()
            .map(min -> Math.max(least, units(min, scale, RoundingMode.CEILING)))
            .orElse(least),
        column
            .rules()
            .maxNumber()
            .map(max -> Math.min(most, units(max, scale, RoundingMode.FLOOR)))
            .orElse(most));
  }

  private static long units(BigDecimal bound, int scale, RoundingMode rounding) {
    BigDecimal units = bound.setScale(scale, rounding).movePointRight(scale);
    return units
        .min(BigDecimal.valueOf(Long.MAX_VALUE))
        .max(BigDecimal.valueOf(Long.MIN_VALUE))
        .longValueExact();
  }

  boolean hold(long number) {
    return number >= smallest && number <= largest;
  }
}
