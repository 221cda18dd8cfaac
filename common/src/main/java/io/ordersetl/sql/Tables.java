package io.ordersetl.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a statement reads: its named queries (CTEs), in order, and every name after from or join.
 */
final class Tables {

  /** A named query: where its name stands, and its brackets. */
  record NamedQuery(String name, int index, int opener, int closer) {
    boolean holds(int position) {
      return opener < position && position < closer;
    }
  }

  record Reference(String name, int index) {}

  private final Statement statement;
  private final List<NamedQuery> queries = new ArrayList<>();
  private final List<Reference> references;
  private int body;

  Tables(Statement statement) {
    this.statement = statement;
    if (statement.at(0).isWord("with")) {
      findQueries();
    }
    references =
        IntStream.range(1, statement.size())
            .filter(i -> statement.at(i).isName() && startsSource(i - 1))
            .mapToObj(i -> new Reference(statement.at(i).text(), i))
            .toList();
  }

  private void findQueries() {
    int name = 1;
    while (statement.at(name + 1).isWord("as") && statement.at(name + 2).isSymbol("(")) {
      int closer = statement.closerOf(name + 2);
      queries.add(new NamedQuery(statement.at(name).text(), name, name + 2, closer));
      body = closer + 1;
      if (!statement.at(body).isSymbol(",")) {
        return;
      }
      name = body + 1;
    }
    body = name;
  }

  /** Where the statement's own select has to stand. */
  int body() {
    return body;
  }

  List<Reference> references() {
    return references;
  }

  Optional<NamedQuery> query(String name) {
    return queries.stream().filter(query -> query.name().equals(name)).findFirst();
  }

  boolean isQuery(String name) {
    return query(name).isPresent();
  }

  /** Whether a table's name comes next: after a join, and after a from that is a clause. */
  boolean startsSource(int index) {
    return statement.at(index).isWord("join") || isFromClause(index);
  }

  /** {@code is distinct from} and {@code extract(year from …)} are no clauses. */
  boolean isFromClause(int index) {
    if (!statement.at(index).isWord("from")) {
      return false;
    }
    boolean comparison =
        statement.at(index - 1).isWord("distinct")
            && (statement.at(index - 2).isWord("is") || statement.at(index - 2).isWord("not"));
    return !comparison && statement.functionOf(statement.bracketOf(index)).isEmpty();
  }
}
