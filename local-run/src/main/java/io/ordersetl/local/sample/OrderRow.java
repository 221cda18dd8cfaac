package io.ordersetl.local.sample;

import java.math.BigDecimal;
import java.util.List;

/** An order: one product, once or a few times. */
final class OrderRow implements SampleRow {

  static final String HEADER =
      "order_id,customer_id,order_date,product_id,unit_price,quantity,total_price";

  private static final int[] QUANTITIES = {1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 12};
  private static final int ORDERS_A_CUSTOMER = 6;

  private final Dice dice = new Dice(0x6f7264657273L);
  private final Catalogue catalogue;
  private final OrderDays days;
  private final int customers;

  private long id;
  private int customer;
  private int day;
  private Product product;
  private long unitCents;
  private int quantity;

  OrderRow(Catalogue catalogue, OrderDays days, long orders) {
    this.catalogue = catalogue;
    this.days = days;
    this.customers = (int) (orders / ORDERS_A_CUSTOMER) + 1;
  }

  void draw(long order, int placed) {
    id = order;
    day = placed;
    customer = 10_000 + dice.below(customers);
    product = catalogue.pick(dice);
    quantity = QUANTITIES[dice.below(QUANTITIES.length)];
    int discountPercent = dice.below(10) == 0 ? 10 : 0;
    unitCents = (long) product.cents() * (100 - discountPercent) / 100;
  }

  @Override
  public void write(RowBuffer out) {
    out.number(id).comma();
    out.number(customer).comma();
    out.bytes(days.text(day)).comma();
    out.number(product.id()).comma();
    out.cents(unitCents).comma();
    out.number(quantity).comma();
    out.cents(unitCents * quantity);
  }

  @Override
  public List<String> fields() {
    return List.of(
        Long.toString(id),
        Integer.toString(customer),
        days.date(day).toString(),
        Integer.toString(product.id()),
        BigDecimal.valueOf(unitCents, 2).toPlainString(),
        Integer.toString(quantity),
        BigDecimal.valueOf(unitCents * quantity, 2).toPlainString());
  }
}
