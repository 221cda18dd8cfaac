package io.ordersetl.config;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * What every task is told about its run.
 *
 * @param asOfDate the day the operator asked for, where one was named
 * @param timeZone whose today is the as-of date where none was named
 * @param dryRun do everything but the publication and the export
 */
public record RunSettings(
    RunId runId, Optional<LocalDate> asOfDate, ZoneId timeZone, boolean dryRun) {

  public static RunSettings from(Environment environment) {
    return new RunSettings(
        environment.required("RUN_ID", RunId::new),
        environment.optional("AS_OF_DATE", RunSettings::parseDate),
        environment.optional("TIME_ZONE", RunSettings::parseZone).orElse(ZoneId.of("UTC")),
        environment.flag("DRY_RUN"));
  }

  /** The day the figures of a run that starts now hold for. */
  public LocalDate asOfDateOrToday(Clock clock) {
    return asOfDate.orElseGet(() -> LocalDate.now(clock.withZone(timeZone)));
  }

  private static LocalDate parseDate(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "expected a date such as 2026-11-22, found '" + text + "'", e);
    }
  }

  private static ZoneId parseZone(String text) {
    try {
      return ZoneId.of(text);
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException(
          "expected a time zone such as UTC or Europe/Berlin, found '" + text + "'", e);
    }
  }
}
