package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import java.util.Optional;
import java.util.regex.Pattern;

/** Text: written as it is, in quotes where CSV needs them. */
final class TextCheck implements ValueCheck {
  private final int length;
  private final Optional<Pattern> pattern;

  TextCheck(Column column) {
    length = column.rules().length().orElse(Integer.MAX_VALUE);
    pattern = column.rules().pattern();
  }

  @Override
  public Rule check(String value, StringBuilder line) {
    CanonicalCsv.append(value, line);
    if (value.length() > length && value.codePointCount(0, value.length()) > length) {
      return Rule.LENGTH;
    }
    return pattern.isPresent() && !pattern.get().matcher(value).matches() ? Rule.PATTERN : null;
  }
}
