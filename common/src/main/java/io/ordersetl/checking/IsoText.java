package io.ordersetl.checking;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Reads and writes moments as ISO 8601 and PostgreSQL have them. Dates are read by hand, since a
 * {@link DateTimeFormatter} takes about ten times as long and most exports are full of dates.
 */
final class IsoText {
  private static final int DATE_LENGTH = 10;
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm[:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .appendPattern("]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final DateTimeFormatter WRITTEN_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern(" HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);

  private IsoText() {}

  /** A date such as {@code 2026-11-22}: ten characters, a day that exists. */
  static LocalDate date(String text) {
    if (text.length() != DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
      throw new DateTimeException("not an ISO date");
    }
    return LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
  }

  /** A timestamp such as {@code 2026-11-22 09:00:00.5}, with a blank or T, seconds optional. */
  static LocalDateTime timestamp(String text) {
    if (text.length() <= DATE_LENGTH
        || (text.charAt(DATE_LENGTH) != ' ' && text.charAt(DATE_LENGTH) != 'T')) {
      throw new DateTimeException("not an ISO timestamp");
    }
    LocalTime time = LocalTime.parse(text.substring(DATE_LENGTH + 1), TIME);
    return date(text.substring(0, DATE_LENGTH)).atTime(time);
  }

  static void appendTime(LocalTime time, StringBuilder line) {
    WRITTEN_TIME.formatTo(time, line);
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        throw new DateTimeException("not a digit");
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
