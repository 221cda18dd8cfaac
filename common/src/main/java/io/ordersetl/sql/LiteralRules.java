package io.ordersetl.sql;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Signs, quotes and literals. */
final class LiteralRules {

  static final List<Rule> ALL =
      List.of(
          LiteralRules::foreign,
          LiteralRules::symbol,
          LiteralRules::string,
          LiteralRules::interval);

  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,6}");

  private LiteralRules() {}

  private static Optional<String> foreign(Statement statement, int index) {
    Token token = statement.at(index);
    if (token.kind() != Token.Kind.FOREIGN) {
      return Optional.empty();
    }
    return switch (token.text().charAt(0)) {
      case '"', '`' -> Optional.of("quoting of names differs: use names that need no quotes");
      case '/' -> Optional.of("comments start with --");
      case '\'' -> Optional.of("the string is not closed");
      default -> Optional.of("write numbers as 12 or 12.5");
    };
  }

  private static Optional<String> symbol(Statement statement, int index) {
    Token token = statement.at(index);
    if (token.kind() != Token.Kind.SYMBOL || Vocabulary.SYMBOLS.contains(token.text())) {
      return Optional.empty();
    }
    return Optional.of(
        Vocabulary.INSTEAD_OF_SYMBOLS.getOrDefault(
            token.text(), "not a sign that both engines know alike"));
  }

  private static Optional<String> string(Statement statement, int index) {
    Token token = statement.at(index);
    if (!token.isString()) {
      return Optional.empty();
    }
    if (token.text().contains("\\") || token.text().contains("${")) {
      return Optional.of("one engine replaces \\ and ${ within strings");
    }
    Token before = statement.at(index - 1);
    if (before.isWord("date") && !DATE.matcher(token.text()).matches()) {
      return Optional.of("write date 'yyyy-mm-dd'");
    }
    if (before.isWord("from") || before.isWord("join")) {
      return Optional.of("read a dataset by its name");
    }
    return Optional.empty();
  }

  private static Optional<String> interval(Statement statement, int index) {
    if (!statement.at(index).isWord("interval")) {
      return Optional.empty();
    }
    Token amount = statement.at(index + 1);
    Token unit = statement.at(index + 2);
    boolean portable =
        amount.isString()
            && WHOLE.matcher(amount.text()).matches()
            && unit.isWord()
            && Vocabulary.INTERVAL_UNITS.contains(unit.text());
    return portable ? Optional.empty() : Optional.of("write interval '6' day");
  }
}
