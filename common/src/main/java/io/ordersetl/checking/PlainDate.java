package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.Year;

/** ISO dates of the years 1 to 9999. */
final class PlainDate extends PlainValue {
  private static final int LONGEST_IN_EVERY_MONTH = 28;

  private final int earliest;
  private final int latest;

  /** Bounds are midnights, so the day alone tells. */
  PlainDate(Column column) {
    earliest = column.rules().earliest().map(PlainDate::packed).orElse(packed(1, 1, 1));
    latest = column.rules().latest().map(PlainDate::packed).orElse(packed(9999, 12, 31));
  }

  private static int packed(LocalDateTime moment) {
    LocalDate day = moment.toLocalDate();
    return packed(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
  }

  /** Days as numbers in their order. */
  private static int packed(int year, int month, int day) {
    return (year * 100 + month) * 100 + day;
  }

  @Override
  int end(byte[] bytes, int from) {
    if (!isShaped(bytes, from)) {
      return ODD;
    }
    int year = (int) number(bytes, from, from + 4, 0);
    int month = two(bytes, from + 5);
    int day = two(bytes, from + 8);
    if (year == 0 || month < 1 || month > 12 || day < 1 || day > lengthOf(month, year, day)) {
      return ODD;
    }
    int packed = packed(year, month, day);
    return packed >= earliest && packed <= latest ? from + 10 : ODD;
  }

  /** Looks at one byte after the other: behind the line's end there may be none. */
  private static boolean isShaped(byte[] bytes, int from) {
    return areDigits(bytes, from, 4)
        && bytes[from + 4] == '-'
        && areDigits(bytes, from + 5, 2)
        && bytes[from + 7] == '-'
        && areDigits(bytes, from + 8, 2);
  }

  private static boolean areDigits(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!isDigit(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private static int two(byte[] bytes, int from) {
    return (bytes[from] - '0') * 10 + bytes[from + 1] - '0';
  }

  private static int lengthOf(int month, int year, int day) {
    return day <= LONGEST_IN_EVERY_MONTH
        ? LONGEST_IN_EVERY_MONTH
        : Month.of(month).length(Year.isLeap(year));
  }
}
