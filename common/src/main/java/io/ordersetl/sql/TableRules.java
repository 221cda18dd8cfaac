package io.ordersetl.sql;

import io.ordersetl.sql.Tables.NamedQuery;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where rows come from: named datasets and named queries, joined in words. */
final class TableRules {

  static final List<Rule> ALL =
      List.of(
          TableRules::withShape,
          TableRules::source,
          TableRules::commaJoin,
          TableRules::order,
          TableRules::strayFrom);

  private static final Set<String> FROM_ENDS =
      Set.of("where", "group", "having", "order", "union", "except", "intersect");

  private TableRules() {}

  private static Optional<String> withShape(Statement statement, int index) {
    boolean odd =
        index == 0
            && statement.at(0).isWord("with")
            && !statement.at(statement.tables().body()).isWord("select");
    return odd ? Optional.of("write with name as (select …), … select …") : Optional.empty();
  }

  private static Optional<String> source(Statement statement, int index) {
    if (!statement.tables().startsSource(index)) {
      return Optional.empty();
    }
    Token next = statement.at(index + 1);
    boolean subquery = next.isSymbol("(") && statement.at(index + 2).isWord("select");
    boolean bareName = next.isName() && !statement.at(index + 2).isSymbol(".");
    return subquery || bareName
        ? Optional.empty()
        : Optional.of("a dataset's bare name, a query of the with, or (select …) must follow");
  }

  private static Optional<String> commaJoin(Statement statement, int index) {
    if (!statement.at(index).isSymbol(",")) {
      return Optional.empty();
    }
    for (int before : statement.siblingsBefore(index)) {
      Token token = statement.at(before);
      if (token.isWord() && FROM_ENDS.contains(token.text())) {
        return Optional.empty();
      }
      if (statement.tables().isFromClause(before)) {
        return isBetweenQueries(statement, index)
            ? Optional.empty()
            : Optional.of("write join … on, or cross join");
      }
    }
    return Optional.empty();
  }

  private static boolean isBetweenQueries(Statement statement, int index) {
    return index < statement.tables().body() && statement.bracketOf(index) == Statement.TOP;
  }

  /** A query that reads its own name, or a later one's, is a recursion here and a table there. */
  private static Optional<String> order(Statement statement, int index) {
    Token token = statement.at(index);
    if (!token.isName() || !statement.tables().startsSource(index - 1)) {
      return Optional.empty();
    }
    Optional<NamedQuery> read = statement.tables().query(token.text());
    return read.filter(query -> index < query.closer()).isPresent()
        ? Optional.of("a query of the with is read before it is complete: rename one of the two")
        : Optional.empty();
  }

  private static Optional<String> strayFrom(Statement statement, int index) {
    Optional<String> function =
        statement.at(index).isWord("from")
            ? statement.functionOf(statement.bracketOf(index))
            : Optional.empty();
    return function.filter(name -> !name.equals("extract")).isPresent()
        ? Optional.of("only extract(… from …) has a from among its arguments")
        : Optional.empty();
  }
}
