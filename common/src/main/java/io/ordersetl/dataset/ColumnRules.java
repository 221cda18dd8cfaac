package io.ordersetl.dataset;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What must be true of a column's values beyond their type. Bounds are inclusive; those of a date
 * are its midnight.
 *
 * @param length the most characters (Unicode code points) a text may have
 * @param pattern what a whole text must match
 * @param oneOf the values there may be, as canonical text; empty means any
 * @param format how dates and timestamps are written where that is not ISO
 */
public record ColumnRules(
    Optional<BigDecimal> minNumber,
    Optional<BigDecimal> maxNumber,
    Optional<LocalDateTime> earliest,
    Optional<LocalDateTime> latest,
    OptionalInt length,
    Optional<Pattern> pattern,
    List<String> oneOf,
    Optional<DateTimeFormatter> format) {

  public ColumnRules {
    oneOf = List.copyOf(oneOf);
  }

  /** Whether the bounds leave no value between them. */
  boolean allowNothing() {
    return isOver(minNumber, maxNumber) || isOver(earliest, latest);
  }

  private static <T extends Comparable<? super T>> boolean isOver(
      Optional<T> min, Optional<T> max) {
    return min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0;
  }
}
