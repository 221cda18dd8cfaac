package io.ordersetl.sql;

/**
 * One token of a statement, with where it starts (both counted from 1). Words are in lower case;
 * the text of a string is without its quotes.
 */
record Token(Kind kind, String text, int line, int column) {

  enum Kind {
    WORD,
    NUMBER,
    STRING,
    SYMBOL,
    /** Text that the portable dialect has no token for: a quoted identifier, a block comment. */
    FOREIGN
  }

  boolean isWord() {
    return kind == Kind.WORD;
  }

  boolean isName() {
    return kind == Kind.WORD && !Vocabulary.KEYWORDS.contains(text);
  }

  boolean isQuotedName() {
    return kind == Kind.FOREIGN && text.startsWith("\"");
  }

  boolean isString() {
    return kind == Kind.STRING;
  }

  boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean isWord(String word) {
    return kind == Kind.WORD && text.equals(word);
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  PortableSql.Problem problem(String advice) {
    return new PortableSql.Problem(line, column, text, advice);
  }
}
