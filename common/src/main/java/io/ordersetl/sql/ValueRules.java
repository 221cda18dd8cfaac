package io.ordersetl.sql;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Expressions whose value or type would depend on the engine. */
final class ValueRules {

  static final List<Rule> ALL =
      List.of(
          ValueRules::quotient,
          ValueRules::divisor,
          ValueRules::sum,
          ValueRules::round,
          ValueRules::extract,
          ValueRules::castType,
          ValueRules::castFraction);

  /** After these a sum is compared or sorted by, and its type does not show. */
  private static final Set<String> SUM_NOT_KEPT =
      Stream.concat(Vocabulary.COMPARISONS.stream(), Stream.of("asc", "desc", "nulls"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern NOT_ZERO = Pattern.compile("0*[1-9][0-9]*(?:\\.[0-9]+)?");

  private ValueRules() {}

  /** Both engines divide whole numbers as doubles; rounding takes the last bits' doubt away. */
  private static Optional<String> quotient(Statement statement, int index) {
    boolean open =
        statement.at(index).isSymbol("/")
            && statement.nearestFunction(index).filter("round"::equals).isEmpty();
    return open
        ? Optional.of("a quotient's type differs: write cast(round(a / nullif(b, 0)) as bigint)")
        : Optional.empty();
  }

  private static Optional<String> divisor(Statement statement, int index) {
    Token token = statement.at(index);
    if (!token.isSymbol("/") && !token.isSymbol("%")) {
      return Optional.empty();
    }
    Token next = statement.at(index + 1);
    boolean safe =
        statement.isCall(index + 1, "nullif")
            || (next.isNumber() && NOT_ZERO.matcher(next.text()).matches());
    return safe
        ? Optional.empty()
        : Optional.of("division by zero differs: divide by nullif(b, 0)");
  }

  private static Optional<String> sum(Statement statement, int index) {
    boolean result =
        statement.isCall(index, "sum")
            && !statement.isWithin(index, "cast")
            && !SUM_NOT_KEPT.contains(statement.at(statement.closerOf(index + 1) + 1).text());
    return result
        ? Optional.of("the type of a sum differs: write cast(sum(x) as bigint) or as decimal(p, s)")
        : Optional.empty();
  }

  private static Optional<String> round(Statement statement, int index) {
    boolean scaled =
        statement.isCall(index, "round")
            && statement.within(index + 1).stream().anyMatch(i -> statement.at(i).isSymbol(","));
    return scaled
        ? Optional.of("rounding to a scale differs: cast to decimal(p, s)")
        : Optional.empty();
  }

  private static Optional<String> extract(Statement statement, int index) {
    boolean part = statement.isCall(index - 2, "extract");
    String name = statement.at(index).text();
    return part && !Vocabulary.EXTRACTED.contains(name)
        ? Optional.of(
            Vocabulary.INSTEAD_OF_PARTS.getOrDefault(
                name, "extract year, quarter, month or day; other parts differ"))
        : Optional.empty();
  }

  private static Optional<String> castType(Statement statement, int index) {
    boolean type =
        statement.at(index - 1).isWord("as")
            && statement.functionOf(statement.bracketOf(index)).filter("cast"::equals).isPresent();
    String name = statement.at(index).text();
    if (!type) {
      return Optional.empty();
    }
    if (!Vocabulary.TYPES.contains(name)) {
      return Optional.of(
          Vocabulary.INSTEAD_OF_TYPES.getOrDefault(
              name, "cast to one of " + Vocabulary.TYPES.stream().sorted().toList()));
    }
    boolean scaled = !name.equals("decimal") || statement.at(index + 4).isNumber();
    return scaled
        ? Optional.empty()
        : Optional.of("write decimal(p, s): the default scale differs");
  }

  /** {@code cast(0.5 as integer)} rounds in one engine and cuts in the other. */
  private static Optional<String> castFraction(Statement statement, int index) {
    Token token = statement.at(index);
    if (!token.isNumber() || !token.text().contains(".")) {
      return Optional.empty();
    }
    Optional<String> function = statement.nearestFunction(index);
    int bracket = statement.bracketOf(index);
    while (bracket != Statement.TOP && statement.functionOf(bracket).isEmpty()) {
      bracket = statement.bracketOf(bracket);
    }
    boolean cut =
        function.filter("cast"::equals).isPresent()
            && isWhole(statement.at(typeOf(statement, bracket - 1)));
    return cut
        ? Optional.of("a fraction as a whole number differs: round(…) it first")
        : Optional.empty();
  }

  private static boolean isWhole(Token type) {
    return type.isWord("integer") || type.isWord("bigint");
  }

  /** The position after the {@code as} of the cast at {@code index}. */
  private static int typeOf(Statement statement, int index) {
    List<Integer> inside = statement.within(index + 1);
    return inside.stream().filter(i -> statement.at(i).isWord("as")).findFirst().orElse(-2) + 1;
  }
}
