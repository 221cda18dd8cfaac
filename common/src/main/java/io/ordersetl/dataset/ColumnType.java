package io.ordersetl.dataset;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The type of a column, in words that PostgreSQL, DuckDB and Spark take alike.
 *
 * @param precision all digits of a decimal, 0 for every other kind
 * @param scale a decimal's digits after the point, 0 for every other kind
 */
public record ColumnType(Kind kind, int precision, int scale) {
  /** The kinds of values a dataset can hold. */
  public enum Kind {
    INTEGER,
    BIGINT,
    DECIMAL,
    DATE,
    TIMESTAMP,
    BOOLEAN,
    TEXT
  }

  private static final int MOST_DIGITS = 38; // what Spark and DuckDB can hold
  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\(([0-9]{1,2}),\\s?([0-9]{1,2})\\)");

  public ColumnType {
    if (kind == Kind.DECIMAL && (precision < 1 || precision > MOST_DIGITS || scale > precision)) {
      throw new IllegalArgumentException(
          "decimal(" + precision + "," + scale + "): expected 1 to 38 digits, scale within them");
    }
  }

  /** The type a contract names; an {@link IllegalArgumentException} lists those there are. */
  public static ColumnType parse(String text) {
    Matcher decimal = DECIMAL.matcher(text);
    if (decimal.matches()) {
      return new ColumnType(
          Kind.DECIMAL, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.DECIMAL && text.equals(kind.name().toLowerCase(Locale.ROOT))) {
        return new ColumnType(kind, 0, 0);
      }
    }
    throw new IllegalArgumentException(
        "expected integer, bigint, decimal(p,s), date, timestamp, boolean or text, found '"
            + text
            + "'");
  }

  /** The type's name in SQL, the same for every engine. */
  public String sql() {
    String name = kind.name().toLowerCase(Locale.ROOT);
    return kind == Kind.DECIMAL ? name + "(" + precision + "," + scale + ")" : name;
  }

  public boolean isNumber() {
    return kind == Kind.INTEGER || kind == Kind.BIGINT || kind == Kind.DECIMAL;
  }

  public boolean isTemporal() {
    return kind == Kind.DATE || kind == Kind.TIMESTAMP;
  }

  @Override
  public String toString() {
    return sql();
  }
}
