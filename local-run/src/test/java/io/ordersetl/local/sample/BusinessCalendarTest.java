package io.ordersetl.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessCalendarTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1818-03-22",
        "1954-04-18",
        "2000-04-23",
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2038-04-25",
        "2049-04-18",
        "2076-04-19"
      })
  void knowsEaster(LocalDate easter) {
    assertThat(BusinessCalendar.easterSunday(easter.getYear())).isEqualTo(easter);
  }

  @Test
  void hasEveryDayOfTheYears() {
    List<String> rows = BusinessCalendar.csv(2023, 2024).lines().toList();

    assertThat(rows).hasSize(1 + 365 + 366);
    assertThat(rows.get(0))
        .isEqualTo(
            "calendar_dt,year_num,month_of_the_year_num,day_of_the_month_num,"
                + "day_of_the_week_num,working_day");
    assertThat(rows.get(1)).isEqualTo("2023-01-01,2023,1,1,7,false");
    assertThat(rows).contains("2024-02-29,2024,2,29,4,true");
  }

  @Test
  void doesNotWorkAtWeekendsAndOnHolidays() {
    assertThat(BusinessCalendar.isWorked(LocalDate.of(2026, 4, 2))).isTrue();
    assertThat(BusinessCalendar.isWorked(LocalDate.of(2026, 4, 3))).as("Good Friday").isFalse();
    assertThat(BusinessCalendar.isWorked(LocalDate.of(2026, 4, 4))).as("Saturday").isFalse();
    assertThat(BusinessCalendar.isWorked(LocalDate.of(2026, 4, 6))).as("Easter Monday").isFalse();
    assertThat(BusinessCalendar.isWorked(LocalDate.of(2026, 12, 25))).as("Christmas").isFalse();
  }
}
