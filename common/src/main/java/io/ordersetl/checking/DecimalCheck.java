package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Decimals of fixed scale: a sign, digits, a point; written with all digits of the scale. More
 * digits after the point than the type has are refused unless they are zeros: rounding would change
 * what was said. Works on the digits themselves, which takes a third of the time that {@link
 * BigDecimal} does.
 */
final class DecimalCheck implements ValueCheck {
  private final int scale;
  private final int mostWholeDigits;
  private final Optional<BigDecimal> min;
  private final Optional<BigDecimal> max;

  DecimalCheck(Column column) {
    scale = column.type().scale();
    mostWholeDigits = column.type().precision() - scale;
    min = column.rules().minNumber();
    max = column.rules().maxNumber();
  }

  @Override
  public Rule check(String value, StringBuilder line) {
    int start = isSign(value) ? 1 : 0;
    int point = endOfDigits(value, start);
    boolean hasPoint = point < value.length() && value.charAt(point) == '.';
    int fraction = hasPoint ? point + 1 : point;
    int end = endOfDigits(value, fraction);
    boolean hasDigits = point > start || end > fraction;
    if (end < value.length() || !hasDigits) {
      return Rule.TYPE;
    }
    int whole = endOfZeros(value, start, point);
    int lastDigit = Math.min(end, fraction + scale);
    if (point - whole > mostWholeDigits || endOfZeros(value, lastDigit, end) < end) {
      return Rule.TYPE;
    }
    int written = line.length();
    boolean isZero = whole == point && endOfZeros(value, fraction, lastDigit) == lastDigit;
    line.append(value.charAt(0) == '-' && !isZero ? "-" : "");
    line.append(whole == point ? "0" : value.substring(whole, point));
    appendFraction(value, fraction, lastDigit, line);
    return brokenBound(line, written);
  }

  private void appendFraction(String value, int from, int to, StringBuilder line) {
    if (scale > 0) {
      line.append('.').append(value, from, to).append("0".repeat(scale - (to - from)));
    }
  }

  private Rule brokenBound(StringBuilder line, int written) {
    if (min.isEmpty() && max.isEmpty()) {
      return null;
    }
    BigDecimal number = new BigDecimal(line.substring(written));
    if (min.isPresent() && number.compareTo(min.get()) < 0) {
      return Rule.MIN;
    }
    return max.isPresent() && number.compareTo(max.get()) > 0 ? Rule.MAX : null;
  }

  private static boolean isSign(String value) {
    return !value.isEmpty() && (value.charAt(0) == '-' || value.charAt(0) == '+');
  }

  private static int endOfDigits(String value, int from) {
    int i = from;
    while (i < value.length() && value.charAt(i) >= '0' && value.charAt(i) <= '9') {
      i++;
    }
    return i;
  }

  private static int endOfZeros(String value, int from, int to) {
    int i = from;
    while (i < to && value.charAt(i) == '0') {
      i++;
    }
    return i;
  }
}
