package io.ordersetl.local.sample;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which days are worked: Monday to Friday but for six public holidays, namely New Year's Day, Good
 * Friday, Easter Monday, 1 May, 25 and 26 December.
 */
public final class BusinessCalendar {

  /** The columns of {@code dim_dates}, in the order of {@link #csv}. */
  public static final String HEADER =
      "calendar_dt,year_num,month_of_the_year_num,day_of_the_month_num,day_of_the_week_num,"
          + "working_day";

  private static final Set<MonthDay> FIXED_HOLIDAYS =
      Set.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(12, 25), MonthDay.of(12, 26));

  private BusinessCalendar() {}

  /** Every day of the years, the first and the last included, as CSV with a header. */
  public static String csv(int firstYear, int lastYear) {
    return LocalDate.of(firstYear, 1, 1)
        .datesUntil(LocalDate.of(lastYear + 1, 1, 1))
        .map(BusinessCalendar::row)
        .collect(Collectors.joining("\n", HEADER + "\n", "\n"));
  }

  private static String row(LocalDate day) {
    return day
        + ","
        + day.getYear()
        + ","
        + day.getMonthValue()
        + ","
        + day.getDayOfMonth()
        + ","
        + day.getDayOfWeek().getValue()
        + ","
        + isWorked(day);
  }

  /** Whether a day is neither at a weekend nor a public holiday. */
  public static boolean isWorked(LocalDate day) {
    return day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue() && !isHoliday(day);
  }

  private static boolean isHoliday(LocalDate day) {
    LocalDate easter = easterSunday(day.getYear());
    return FIXED_HOLIDAYS.contains(MonthDay.from(day))
        || day.equals(easter.minusDays(2))
        || day.equals(easter.plusDays(1));
  }

  /** The anonymous Gregorian algorithm (Meeus, "Astronomical Algorithms", 1991, chapter 8). */
  static LocalDate easterSunday(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int g = (8 * b + 13) / 25;
    int h = (19 * a + b - b / 4 - g + 15) % 30;
    int m = (a + 11 * h) / 319;
    int weekday = (2 * (b % 4) + 2 * (c / 4) - c % 4 - h + m + 32) % 7;
    int month = (h - m + weekday + 90) / 25;
    int day = (h - m + weekday + month + 19) % 32;
    return LocalDate.of(year, month, day);
  }
}
