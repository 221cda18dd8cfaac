package io.ordersetl.faults;

import java.util.Locale;

/** One of two states of the source data, so that it can be seen which of them is published. */
enum Generation {
  EVEN(3000),
  ODD(3030);

  private final long orders;

  Generation(long orders) {
    this.orders = orders;
  }

  Generation other() {
    return this == EVEN ? ODD : EVEN;
  }

  long orders() {
    return orders;
  }

  /** The prefix that its objects lie under. */
  String prefix() {
    return "orders_data_" + name().toLowerCase(Locale.ROOT);
  }
}
