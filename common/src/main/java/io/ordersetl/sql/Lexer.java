package io.ordersetl.sql;

import io.ordersetl.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts SQL text into tokens; line comments and white space fall away. It never fails. */
final class Lexer {

  private record Lexeme(Kind kind, Pattern pattern) {}

  private static final Pattern SKIPPED = Pattern.compile("(?:\\s+|--[^\\n]*)+");

  /** In the order of trial: longer symbols come before their beginnings. */
  private static final List<Lexeme> LEXEMES =
      List.of(
          new Lexeme(Kind.WORD, Pattern.compile("[A-Za-z_][A-Za-z0-9_]*")),
          new Lexeme(Kind.NUMBER, Pattern.compile("[0-9]+(?:\\.[0-9]+)?(?![A-Za-z0-9_.])")),
          new Lexeme(Kind.STRING, Pattern.compile("'(?:[^']|'')*+'")),
          new Lexeme(Kind.FOREIGN, Pattern.compile("/\\*[\\s\\S]*?(?:\\*/|\\z)")),
          new Lexeme(Kind.FOREIGN, Pattern.compile("\"[^\"]*\"?|`[^`]*`?|'[\\s\\S]*")),
          new Lexeme(Kind.FOREIGN, Pattern.compile("\\.?[0-9][A-Za-z0-9_.]*")),
          new Lexeme(
              Kind.SYMBOL, Pattern.compile("<=>|::|//|\\|\\||->>?|=>|:=|==|<>|!=|<=|>=|\\*\\*")),
          new Lexeme(Kind.SYMBOL, Pattern.compile("[\\s\\S]")));

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int position;
  private int line = 1;
  private int lineStart;

  private Lexer(String sql) {
    this.sql = sql;
  }

  static List<Token> tokens(String sql) {
    return new Lexer(sql).run();
  }

  private List<Token> run() {
    skip();
    while (position < sql.length()) {
      take();
      skip();
    }
    return List.copyOf(tokens);
  }

  private void skip() {
    Matcher skipped = at(SKIPPED);
    if (skipped.lookingAt()) {
      moveTo(skipped.end());
    }
  }

  private void take() {
    for (Lexeme lexeme : LEXEMES) {
      Matcher matcher = at(lexeme.pattern());
      if (matcher.lookingAt()) {
        tokens.add(token(lexeme.kind(), matcher.group()));
        moveTo(matcher.end());
        return;
      }
    }
  }

  private Token token(Kind kind, String text) {
    String value =
        switch (kind) {
          case WORD -> text.toLowerCase(Locale.ROOT);
          case STRING -> text.substring(1, text.length() - 1).replace("''", "'");
          default -> text;
        };
    return new Token(kind, value, line, position - lineStart + 1);
  }

  private Matcher at(Pattern pattern) {
    return pattern.matcher(sql).region(position, sql.length()).useTransparentBounds(true);
  }

  private void moveTo(int end) {
    for (; position < end; position++) {
      if (sql.charAt(position) == '\n') {
        line++;
        lineStart = position + 1;
      }
    }
  }
}
