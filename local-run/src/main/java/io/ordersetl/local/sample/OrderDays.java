package io.ordersetl.local.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDate;
import java.time.Month;
import java.util.List;

/**
 * How the orders spread over the twenty months up to the as-of date, in the order of their ids:
 * fewer at weekends and on public holidays, more before Christmas, slowly growing.
 */
final class OrderDays {

  private static final int MONTHS = 20;
  private static final double[] WEEKDAYS = {1.05, 1.0, 1.0, 1.05, 1.2, 0.85, 0.6};
  private static final double HOLIDAY = 0.7;
  private static final double GROWTH = 0.3;

  /** Takes each order with the day it was placed, as an offset from the first day. */
  @FunctionalInterface
  interface Visitor {
    void visit(long order, int day);
  }

  private final LocalDate first;
  private final long[] ordersBefore;
  private final byte[][] text;

  private OrderDays(LocalDate first, long[] ordersBefore, byte[][] text) {
    this.first = first;
    this.ordersBefore = ordersBefore;
    this.text = text;
  }

  /** Spreads orders 1 to {@code orders}. */
  static OrderDays until(LocalDate asOf, long orders) {
    LocalDate first = asOf.minusMonths(MONTHS);
    List<LocalDate> days = first.datesUntil(asOf.plusDays(1)).toList();
    double[] weightBefore = new double[days.size() + 1];
    for (int day = 0; day < days.size(); day++) {
      double growth = 1 + GROWTH * day / days.size();
      weightBefore[day + 1] = weightBefore[day] + growth * weight(days.get(day));
    }
    long[] ordersBefore = new long[weightBefore.length];
    for (int day = 0; day < weightBefore.length; day++) {
      ordersBefore[day] = Math.round(orders * (weightBefore[day] / weightBefore[days.size()]));
    }
    return new OrderDays(
        first,
        ordersBefore,
        days.stream().map(day -> day.toString().getBytes(US_ASCII)).toArray(byte[][]::new));
  }

  private static double weight(LocalDate day) {
    int weekday = day.getDayOfWeek().getValue();
    double weight = WEEKDAYS[weekday - 1];
    if (weekday <= 5 && !BusinessCalendar.isWorked(day)) {
      weight *= HOLIDAY;
    }
    return weight * season(day.getMonth());
  }

  private static double season(Month month) {
    return switch (month) {
      case NOVEMBER -> 1.3;
      case DECEMBER -> 1.6;
      default -> 1;
    };
  }

  void forEach(Visitor visitor) {
    for (int day = 0; day < last() + 1; day++) {
      for (long order = ordersBefore[day] + 1; order <= ordersBefore[day + 1]; order++) {
        visitor.visit(order, day);
      }
    }
  }

  /** The as-of date, as an offset from the first day. */
  int last() {
    return text.length - 1;
  }

  /** A day up to the as-of date, as ISO text. */
  byte[] text(int day) {
    return text[day];
  }

  LocalDate date(int day) {
    return first.plusDays(day);
  }
}
