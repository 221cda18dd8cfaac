package io.ordersetl.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The SQL that models and audits are written in: one select, of what DuckDB and Spark (ANSI mode,
 * timestamps without time zone) were seen to understand alike.
 *
 * <p>The check knows tokens and brackets, not types or columns: text that passes may still be
 * refused by an engine, but what both engines run means the same to both.
 */
public final class PortableSql {

  /**
   * A use of something outside of the common language.
   *
   * @param line the physical line, from 1
   * @param column the character within the line, from 1
   * @param found the token that is at fault
   * @param advice what to write instead, or why it is refused
   */
  public record Problem(int line, int column, String found, String advice) {

    @Override
    public String toString() {
      return "line " + line + ", column " + column + ": " + found + ": " + advice;
    }
  }

  private static final List<Rule> RULES =
      Stream.of(
              LiteralRules.ALL,
              WordRules.ALL,
              ValueRules.ALL,
              DateRules.ALL,
              OrderRule.ALL,
              TableRules.ALL,
              StarRule.ALL)
          .flatMap(List::stream)
          .toList();

  private PortableSql() {}

  /** Everything in the statement that the engines do not understand alike, in reading order. */
  public static List<Problem> problems(String sql) {
    Statement statement = new Statement(sql);
    if (statement.size() == 0) {
      return List.of(new Problem(1, 1, "", "the file holds no statement"));
    }
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < statement.size(); i++) {
      for (Rule rule : RULES) {
        rule.advice(statement, i).map(statement.at(i)::problem).ifPresent(problems::add);
      }
    }
    statement.unbalanced().forEach(token -> problems.add(token.problem("it has no partner")));
    return List.copyOf(problems);
  }

  /** The datasets that the statement reads: names after from and join that it does not define. */
  public static SortedSet<String> references(String sql) {
    Tables tables = new Statement(sql).tables();
    SortedSet<String> names = new TreeSet<>();
    for (Tables.Reference reference : tables.references()) {
      if (!tables.isQuery(reference.name())) {
        names.add(reference.name());
      }
    }
    return Collections.unmodifiableSortedSet(names);
  }

  /** Every name that occurs in the statement, in quotes or not, whatever it stands for. */
  public static Set<String> names(String sql) {
    Statement statement = new Statement(sql);
    return IntStream.range(0, statement.size())
        .mapToObj(statement::at)
        .filter(token -> token.isName() || token.isQuotedName())
        .map(token -> token.text().replace("\"", ""))
        .collect(Collectors.toUnmodifiableSet());
  }
}
