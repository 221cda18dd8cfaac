package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decimals of fixed scale: a sign, digits, a point; written with all digits of the scale. More
 * digits after the point than the type has are refused unless they are zeros: rounding would change
 * what was said.
 */
final class DecimalCheck implements ValueCheck {
  private static final Pattern PLAIN = Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)");

  private static final int LONGEST = 100; // far over any type's digits; keeps parsing cheap

  private final int scale;
  private final int wholeDigits;
  private final Optional<BigDecimal> min;
  private final Optional<BigDecimal> max;

  DecimalCheck(Column column) {
    scale = column.type().scale();
    wholeDigits = column.type().precision() - scale;
    min = column.rules().minNumber();
    max = column.rules().maxNumber();
  }

  @Override
  public Rule check(String value, StringBuilder line) {
    if (value.length() > LONGEST || !PLAIN.matcher(value).matches()) {
      return Rule.TYPE;
    }
    BigDecimal number = new BigDecimal(value);
    if (number.scale() > scale && number.stripTrailingZeros().scale() > scale) {
      return Rule.TYPE;
    }
    number = number.setScale(scale, RoundingMode.UNNECESSARY);
    if (number.precision() - number.scale() > wholeDigits) {
      return Rule.TYPE;
    }
    line.append(number.toPlainString());
    if (min.isPresent() && number.compareTo(min.get()) < 0) {
      return Rule.MIN;
    }
    return max.isPresent() && number.compareTo(max.get()) > 0 ? Rule.MAX : null;
  }
}
