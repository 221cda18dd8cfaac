package io.ordersetl.sql;

import java.util.List;
import java.util.Optional;

/** Every term of an order by says where nulls go: the engines' defaults differ. */
final class OrderRule {

  static final List<Rule> ALL = List.of(OrderRule::nulls);

  private OrderRule() {}

  private static Optional<String> nulls(Statement statement, int index) {
    if (!statement.at(index).isWord("by") || !statement.at(index - 1).isWord("order")) {
      return Optional.empty();
    }
    int last = index;
    for (int after : statement.siblingsAfter(index)) {
      if (statement.at(after).isWord("rows") || statement.at(after).isWord("limit")) {
        break;
      }
      if (statement.at(after).isSymbol(",") && !saysNulls(statement, after - 1)) {
        return missing();
      }
      last = after;
    }
    return saysNulls(statement, last) ? Optional.empty() : missing();
  }

  private static boolean saysNulls(Statement statement, int index) {
    return statement.at(index - 1).isWord("nulls")
        && (statement.at(index).isWord("first") || statement.at(index).isWord("last"));
  }

  private static Optional<String> missing() {
    return Optional.of("each term needs nulls first or nulls last");
  }
}
