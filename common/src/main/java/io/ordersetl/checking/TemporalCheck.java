package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.ColumnType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.Optional;

/**
 * Dates and timestamps without a time zone, of the years 1 to 9999; ISO unless the contract has a
 * format. Written as PostgreSQL writes them: {@code 2026-11-22}, {@code 2026-11-22 09:00:00.5}.
 */
final class TemporalCheck implements ValueCheck {
  private final boolean isDate;
  private final MomentParser parser;
  private final Optional<LocalDateTime> earliest;
  private final Optional<LocalDateTime> latest;

  /** Makes a moment of a value; a {@link DateTimeException} where it is none. */
  private interface MomentParser {
    LocalDateTime parse(String value);
  }

  TemporalCheck(Column column) {
    isDate = column.type().kind() == ColumnType.Kind.DATE;
    parser =
        column
            .rules()
            .format()
            .<MomentParser>map(
                format ->
                    isDate
                        ? value -> LocalDate.parse(value, format).atStartOfDay()
                        : value -> LocalDateTime.parse(value, format))
            .orElse(isDate ? value -> IsoText.date(value).atStartOfDay() : IsoText::timestamp);
    earliest = column.rules().earliest();
    latest = column.rules().latest();
  }

  @Override
  public Rule check(String value, StringBuilder line) {
    LocalDateTime moment;
    try {
      moment = parser.parse(value);
    } catch (DateTimeException e) {
      return Rule.TYPE;
    }
    if (moment.getYear() < 1
        || moment.getYear() > 9999
        || moment.get(ChronoField.NANO_OF_SECOND) % 1000 != 0) {
      return Rule.TYPE;
    }
    line.append(moment.toLocalDate());
    if (!isDate) {
      IsoText.appendTime(moment.toLocalTime(), line);
    }
    if (earliest.isPresent() && moment.isBefore(earliest.get())) {
      return Rule.MIN;
    }
    return latest.isPresent() && moment.isAfter(latest.get()) ? Rule.MAX : null;
  }
}
