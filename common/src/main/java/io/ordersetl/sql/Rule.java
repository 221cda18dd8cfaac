package io.ordersetl.sql;

import java.util.Optional;

/** One thing that has to hold at every token of a portable statement. */
@FunctionalInterface
interface Rule {

  /** What is wrong with the token at {@code index}: the advice, or empty when it is fine. */
  Optional<String> advice(Statement statement, int index);
}
