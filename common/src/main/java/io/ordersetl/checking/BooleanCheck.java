package io.ordersetl.checking;

import java.util.Locale;

/** The words PostgreSQL takes for true and false, whole, in any case; written true and false. */
final class BooleanCheck implements ValueCheck {
  @Override
  public Rule check(String value, StringBuilder line) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> write("true", line);
      case "false", "f", "no", "n", "off", "0" -> write("false", line);
      default -> Rule.TYPE;
    };
  }

  private static Rule write(String word, StringBuilder line) {
    line.append(word);
    return null;
  }
}
