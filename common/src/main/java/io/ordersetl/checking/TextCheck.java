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
    return pattern.isPresent() && !matches(pattern.get(), value) ? Rule.PATTERN : null;
  }

  /**
   * Java's matcher calls itself for each repetition of a group, such as {@code (a|b)+}: a long
   * enough value exhausts the stack, which must cost that row and not the run.
   */
  private static boolean matches(Pattern pattern, String value) {
    try {
      return pattern.matcher(value).matches();
    } catch (StackOverflowError e) {
      return false;
    }
  }
}
