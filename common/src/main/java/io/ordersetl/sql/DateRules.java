package io.ordersetl.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Arithmetic on dates: an interval makes a date here and a timestamp there. */
final class DateRules {

  static final List<Rule> ALL = List.of(DateRules::difference, DateRules::shifted);

  private static final Pattern DATE_NAME = Pattern.compile("(?:.*_)?(?:date|dt)");
  private static final Set<String> EXPRESSION_STARTS =
      Set.of("select", "then", "else", "by", "with");
  private static final Set<String> EXPRESSION_ENDS =
      Set.of("as", "from", "then", "else", "end", "when", "with");

  private DateRules() {}

  private static Optional<String> difference(Statement statement, int index) {
    boolean difference =
        statement.at(index).isSymbol("-")
            && endsDate(statement, index - 1)
            && startsDate(statement, index + 1);
    return difference
        ? Optional.of("a difference of dates differs: compare with + interval 'n' day")
        : Optional.empty();
  }

  private static boolean endsDate(Statement statement, int index) {
    Token token = statement.at(index);
    return isDateName(token)
        || (token.isString() && statement.at(index - 1).isWord("date"))
        || (token.isSymbol(")") && statement.at(index - 1).isWord("date"));
  }

  private static boolean startsDate(Statement statement, int index) {
    if (statement.isCall(index, "cast")) {
      return statement.at(statement.closerOf(index + 1) - 1).isWord("date");
    }
    boolean qualified = statement.at(index + 1).isSymbol(".");
    return isDateName(statement.at(qualified ? index + 2 : index));
  }

  private static boolean isDateName(Token token) {
    return token.isWord() && DATE_NAME.matcher(token.text()).matches();
  }

  private static Optional<String> shifted(Statement statement, int index) {
    if (!statement.at(index).isWord("interval") || isCastToDate(statement, index)) {
      return Optional.empty();
    }
    for (int at = index; at != Statement.TOP; at = statement.bracketOf(at)) {
      if (isCompared(statement, at)) {
        return Optional.empty();
      }
      if (statement.functionOf(statement.bracketOf(at)).isPresent()) {
        break;
      }
    }
    return Optional.of("outside of a comparison write cast(d + interval 'n' day as date)");
  }

  private static boolean isCastToDate(Statement statement, int index) {
    int bracket = statement.bracketOf(index);
    return statement.functionOf(bracket).filter("cast"::equals).isPresent()
        && statement.at(statement.closerOf(bracket) - 1).isWord("date");
  }

  private static boolean isCompared(Statement statement, int index) {
    return meetsComparison(statement, statement.siblingsBefore(index), EXPRESSION_STARTS)
        || meetsComparison(statement, statement.siblingsAfter(index), EXPRESSION_ENDS);
  }

  private static boolean meetsComparison(
      Statement statement, List<Integer> positions, Set<String> boundaries) {
    for (int position : positions) {
      Token token = statement.at(position);
      if (token.isSymbol(",") || (token.isWord() && boundaries.contains(token.text()))) {
        return false;
      }
      if (token.isWord("between") || isComparison(token)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isComparison(Token token) {
    return token.kind() == Token.Kind.SYMBOL && Vocabulary.COMPARISONS.contains(token.text());
  }
}
