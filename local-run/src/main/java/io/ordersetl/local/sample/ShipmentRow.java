package io.ordersetl.local.sample;

import java.util.List;

/**
 * The shipment of an order: most leave within five days and arrive, some leave late, some never
 * arrive, some never leave. What would lie after the as-of date has not happened yet.
 */
final class ShipmentRow implements SampleRow {

  static final String HEADER = "shipment_id,order_id,shipment_date,delivery_date";

  private static final int NONE = -1;
  private static final int LATE_AFTER_DAYS = 6;
  private static final byte[] EMPTY = new byte[0];

  private final Dice dice = new Dice(0x736869706d656e74L);
  private final OrderDays days;

  private long order;
  private int shipped;
  private int delivered;

  ShipmentRow(OrderDays days) {
    this.days = days;
  }

  void draw(long ofOrder, int placed) {
    order = ofOrder;
    int fate = dice.below(1000);
    int soon = placed + dice.below(LATE_AFTER_DAYS);
    int late = placed + LATE_AFTER_DAYS + dice.below(9);
    int travel = 1 + dice.below(7);
    boolean leavesLate = fate >= 820 && fate < 940;
    boolean leaves = fate < 975;
    boolean arrives = fate < 900;
    shipped = leaves ? happened(leavesLate ? late : soon) : NONE;
    delivered = arrives && shipped != NONE ? happened(shipped + travel) : NONE;
  }

  private int happened(int day) {
    return day <= days.last() ? day : NONE;
  }

  @Override
  public void write(RowBuffer out) {
    out.number(order).comma().number(order).comma();
    out.bytes(text(shipped)).comma().bytes(text(delivered));
  }

  private byte[] text(int day) {
    return day == NONE ? EMPTY : days.text(day);
  }

  @Override
  public List<String> fields() {
    return List.of(Long.toString(order), Long.toString(order), iso(shipped), iso(delivered));
  }

  private String iso(int day) {
    return day == NONE ? "" : days.date(day).toString();
  }
}
