package io.ordersetl.local;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Which run this is: its id, and the day for which its figures hold. */
record Run(String id, LocalDate asOf) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** A run that starts now. */
  static Run starting(Clock clock, LocalDate asOf) {
    return new Run("local-" + MOMENT.format(clock.instant()), asOf);
  }
}
