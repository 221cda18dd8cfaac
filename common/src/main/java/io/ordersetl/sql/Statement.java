package io.ordersetl.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A statement's tokens and how its brackets nest. Positions outside of it read as an empty symbol,
 * so that rules may look one token ahead or back without asking.
 */
final class Statement {

  static final int TOP = -1;

  private static final Token NOTHING = new Token(Token.Kind.SYMBOL, "", 1, 1);

  private final List<Token> tokens;
  private final int[] brackets;
  private final int[] closers;
  private final List<Integer> unbalanced = new ArrayList<>();
  private final Tables tables;

  Statement(String sql) {
    tokens = Lexer.tokens(sql);
    brackets = new int[tokens.size()];
    closers = new int[tokens.size()];
    Arrays.fill(closers, tokens.size());
    nest();
    tables = new Tables(this);
  }

  private void nest() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).isSymbol(")") && open.isEmpty()) {
        unbalanced.add(i);
      } else if (tokens.get(i).isSymbol(")")) {
        closers[open.pop()] = i;
      }
      brackets[i] = open.isEmpty() ? TOP : open.peek();
      if (tokens.get(i).isSymbol("(")) {
        open.push(i);
      }
    }
    unbalanced.addAll(open);
  }

  Tables tables() {
    return tables;
  }

  int size() {
    return tokens.size();
  }

  Token at(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index) : NOTHING;
  }

  /** The brackets that have no partner. */
  List<Token> unbalanced() {
    return unbalanced.stream().map(tokens::get).toList();
  }

  /** The index of the bracket that opens the list that the token at {@code index} is in. */
  int bracketOf(int index) {
    return brackets[index];
  }

  /** The index of the bracket that closes the one at {@code bracket}. */
  int closerOf(int bracket) {
    return bracket == TOP ? tokens.size() : closers[bracket];
  }

  /** The function whose arguments the bracket holds; empty for any other bracket. */
  Optional<String> functionOf(int bracket) {
    Token before = bracket == TOP ? NOTHING : at(bracket - 1);
    return before.isName() ? Optional.of(before.text()) : Optional.empty();
  }

  /** The innermost function that the token is an argument of, plain brackets aside. */
  Optional<String> nearestFunction(int index) {
    for (int bracket = bracketOf(index); bracket != TOP; bracket = bracketOf(bracket)) {
      Optional<String> function = functionOf(bracket);
      if (function.isPresent()) {
        return function;
      }
    }
    return Optional.empty();
  }

  boolean isWithin(int index, String function) {
    for (int bracket = bracketOf(index); bracket != TOP; bracket = bracketOf(bracket)) {
      if (functionOf(bracket).filter(function::equals).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** The positions directly in a bracket, without what is in brackets of its own. */
  List<Integer> within(int bracket) {
    return IntStream.range(bracket + 1, closerOf(bracket))
        .filter(i -> brackets[i] == bracket)
        .boxed()
        .toList();
  }

  /** The positions in the same list as {@code index}, after it. */
  List<Integer> siblingsAfter(int index) {
    return within(brackets[index]).stream().filter(i -> i > index).toList();
  }

  /** The positions in the same list as {@code index}, before it, the nearest first. */
  List<Integer> siblingsBefore(int index) {
    return within(brackets[index]).stream()
        .filter(i -> i < index)
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  boolean isCall(int index, String function) {
    return at(index).isWord(function) && at(index + 1).isSymbol("(");
  }
}
