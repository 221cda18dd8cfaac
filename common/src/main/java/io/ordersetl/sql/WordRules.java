package io.ordersetl.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Words: the functions, types and keywords there are, and where they may stand. */
final class WordRules {

  static final List<Rule> ALL =
      List.of(
          WordRules::instead,
          WordRules::function,
          WordRules::neighbour,
          WordRules::comma,
          WordRules::keyword,
          WordRules::start);

  private static final Set<String> VALUES = Set.of("null", "true", "false");
  private static final Set<String> SET_WORDS = Set.of("union", "all", "except", "intersect");
  private static final Set<String> STARTERS =
      Set.of("case", "null", "true", "false", "interval", "exists");

  private WordRules() {}

  private static Optional<String> instead(Statement statement, int index) {
    Token token = statement.at(index);
    return token.isWord()
        ? Optional.ofNullable(Vocabulary.INSTEAD_OF_WORDS.get(token.text()))
        : Optional.empty();
  }

  private static Optional<String> function(Statement statement, int index) {
    Token token = statement.at(index);
    boolean call = token.isName() && statement.at(index + 1).isSymbol("(");
    if (!call || Vocabulary.FUNCTIONS.contains(token.text()) || isCastType(statement, index)) {
      return Optional.empty();
    }
    String advice =
        Vocabulary.INSTEAD_OF_FUNCTIONS.getOrDefault(
            token.text(), "not a function that both engines know alike");
    return Optional.of(advice);
  }

  static boolean isCastType(Statement statement, int index) {
    return Vocabulary.TYPES.contains(statement.at(index).text())
        && statement.at(index - 1).isWord("as")
        && statement.functionOf(statement.bracketOf(index)).filter("cast"::equals).isPresent();
  }

  /**
   * A value can't follow a value. This is what makes the keywords an allow-list: any other word
   * between two values reads as a name, and two names in a row are refused, but for an alias.
   */
  private static Optional<String> neighbour(Statement statement, int index) {
    Token token = statement.at(index);
    boolean starts =
        token.isName()
            || token.isNumber()
            || token.isString()
            || (token.isWord() && STARTERS.contains(token.text()))
            || (token.isSymbol("(") && statement.at(index - 1).isSymbol(")"));
    if (!starts
        || !endsValue(statement, index - 1)
        || isIntervalUnit(statement, index)
        || isAlias(statement, index)) {
      return Optional.empty();
    }
    return Optional.of(
        "after «"
            + statement.at(index - 1).text()
            + "» a keyword that both engines know was expected");
  }

  private static boolean endsValue(Statement statement, int index) {
    Token token = statement.at(index);
    boolean prefix = token.isWord("date") || token.isWord("timestamp");
    if (prefix && statement.at(index + 1).isString()) {
      return false;
    }
    return token.isName()
        || token.isNumber()
        || token.isString()
        || token.isSymbol(")")
        || token.isWord("end")
        || (token.isWord() && VALUES.contains(token.text()))
        || StarRule.isStar(statement, index);
  }

  private static boolean isAlias(Statement statement, int index) {
    String next = statement.at(index + 1).text();
    return statement.at(index).isName()
        && !StarRule.isStar(statement, index - 1)
        && (next.isEmpty() || Vocabulary.ALIAS_ENDS.contains(next));
  }

  private static boolean isIntervalUnit(Statement statement, int index) {
    return statement.at(index - 2).isWord("interval") && statement.at(index - 1).isString();
  }

  private static Optional<String> comma(Statement statement, int index) {
    Token next = statement.at(index + 1);
    boolean dangling =
        statement.at(index).isSymbol(",")
            && (next.text().isEmpty() || next.isSymbol(")") || next.isWord("from"));
    return dangling ? Optional.of("nothing follows the comma") : Optional.empty();
  }

  private static Optional<String> keyword(Statement statement, int index) {
    Token before = statement.at(index - 1);
    Token after = statement.at(index + 1);
    return switch (statement.at(index).isWord() ? statement.at(index).text() : "") {
      case "by" ->
          unless(
              (before.isWord("group") || before.isWord("order") || before.isWord("partition"))
                  && !after.isWord("all"),
              "name the columns to group or order by");
      case "all" ->
          unless(
              before.isWord("union") || before.isWord("except") || before.isWord("intersect"),
              "all stands in union all only");
      case "in", "over", "exists", "filter", "using" ->
          unless(after.isSymbol("("), "a bracket must follow");
      case "limit" ->
          unless(
              after.isNumber() && isOrdered(statement, index),
              "write order by … limit and a number");
      case "distinct" -> unless(!after.isWord("on"), "only one engine has distinct on");
      case "select" ->
          unless(startsQuery(statement, index), "one statement a file; a query stands in brackets");
      case "with" -> unless(index == 0, "one with, at the start of the statement");
      default -> Optional.empty();
    };
  }

  private static boolean isOrdered(Statement statement, int index) {
    return statement.siblingsBefore(index).stream().anyMatch(i -> statement.at(i).isWord("order"));
  }

  private static boolean startsQuery(Statement statement, int index) {
    Token before = statement.at(index - 1);
    return index == statement.tables().body()
        || before.isSymbol("(")
        || (before.isWord() && SET_WORDS.contains(before.text()));
  }

  private static Optional<String> start(Statement statement, int index) {
    Token token = statement.at(index);
    boolean first = index == 0 || statement.at(index - 1).isSymbol("(");
    if (index == 0) {
      return unless(
          token.isWord("select") || token.isWord("with"), "a statement is a select or a with");
    }
    return unless(!(first && token.isWord("from")), "a query starts with select");
  }

  private static Optional<String> unless(boolean fine, String advice) {
    return fine ? Optional.empty() : Optional.of(advice);
  }
}
