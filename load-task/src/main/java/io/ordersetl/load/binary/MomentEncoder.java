package io.ordersetl.load.binary;

import java.time.LocalDate;

/**
 * Dates and timestamps as {@code 2026-11-22} and {@code 2026-11-22 09:00:00.5}; PostgreSQL counts
 * days and microseconds from the start of the year 2000.
 */
final class MomentEncoder {
  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int DATE_LENGTH = 10;
  private static final int SECONDS_LENGTH = 19; // 2026-11-22 09:00:00
  private static final int MOST_LENGTH = 26; // 2026-11-22 09:00:00.123456

  private MomentEncoder() {}

  static void encodeDate(byte[] text, int from, int to, WireBuffer out) {
    require(to - from == DATE_LENGTH);
    out.writeInt(Integer.BYTES);
    out.writeInt((int) day(text, from));
  }

  static void encodeTimestamp(byte[] text, int from, int to, WireBuffer out) {
    int length = to - from;
    require(length == SECONDS_LENGTH || (length > SECONDS_LENGTH + 1 && length <= MOST_LENGTH));
    require(text[from + DATE_LENGTH] == ' ');
    out.writeInt(Long.BYTES);
    out.writeLong(
        day(text, from) * MICROS_PER_DAY
            + secondOfDay(text, from + DATE_LENGTH + 1) * 1_000_000
            + micros(text, from + SECONDS_LENGTH, to));
  }

  private static long day(byte[] text, int from) {
    require(text[from + 4] == '-' && text[from + 7] == '-');
    int year = Digits.number(text, from, from + 4);
    int month = Digits.number(text, from + 5, from + 7);
    int day = Digits.number(text, from + 8, from + 10);
    require(year > 0);
    return LocalDate.of(year, month, day).toEpochDay() - EPOCH_DAY;
  }

  private static long secondOfDay(byte[] text, int from) {
    require(text[from + 2] == ':' && text[from + 5] == ':');
    int hour = Digits.number(text, from, from + 2);
    int minute = Digits.number(text, from + 3, from + 5);
    int second = Digits.number(text, from + 6, from + 8);
    require(hour < 24 && minute < 60 && second < 60);
    return hour * 3600L + minute * 60L + second;
  }

  /** Of a point and one to six digits, or of nothing. */
  private static long micros(byte[] text, int from, int to) {
    if (from == to) {
      return 0;
    }
    require(text[from] == '.');
    int micros = Digits.number(text, from + 1, to);
    for (int digits = to - from - 1; digits < 6; digits++) {
      micros *= 10;
    }
    return micros;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException("not a date or time");
    }
  }
}
