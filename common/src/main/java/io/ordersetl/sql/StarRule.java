package io.ordersetl.sql;

import java.util.List;
import java.util.Optional;

/** {@code *} and {@code name.*} stand for the columns of a query of the with, never a dataset's. */
final class StarRule {

  static final List<Rule> ALL = List.of(StarRule::star);

  private StarRule() {}

  /** Whether the sign is a list of columns, neither a product nor {@code count(*)}. */
  static boolean isStar(Statement statement, int index) {
    Token before = statement.at(index - 1);
    return statement.at(index).isSymbol("*")
        && (before.isWord("select")
            || before.isWord("distinct")
            || before.isWord("all")
            || before.isSymbol(",")
            || before.isSymbol("."));
  }

  private static Optional<String> star(Statement statement, int index) {
    if (!isStar(statement, index)) {
      return Optional.empty();
    }
    boolean known =
        statement.at(index - 1).isSymbol(".")
            ? isQuery(statement, statement.at(index - 2).text())
            : readsQueriesOnly(statement, index);
    return known ? Optional.empty() : Optional.of("name the columns of a dataset");
  }

  /** By its own name: an alias would have to be resolved. */
  private static boolean isQuery(Statement statement, String name) {
    return statement.tables().isQuery(name);
  }

  private static boolean readsQueriesOnly(Statement statement, int index) {
    for (int after : statement.siblingsAfter(index)) {
      if (statement.at(after).isWord("union") || statement.at(after).isWord("select")) {
        return true;
      }
      if (statement.tables().startsSource(after)
          && !isQuery(statement, statement.at(after + 1).text())) {
        return false;
      }
    }
    return true;
  }
}
