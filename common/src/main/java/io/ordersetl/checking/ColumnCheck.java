package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import java.util.HashSet;
import java.util.Set;

/** Everything a contract demands of one column's values. */
final class ColumnCheck {
  private final Column column;
  private final ValueCheck values;
  private final Set<String> oneOf;

  ColumnCheck(Column column) {
    this.column = column;
    this.values =
        switch (column.type().kind()) {
          case INTEGER, BIGINT -> new IntegerCheck(column);
          case DECIMAL -> new DecimalCheck(column);
          case DATE, TIMESTAMP -> new TemporalCheck(column);
          case BOOLEAN -> new BooleanCheck();
          case TEXT -> new TextCheck(column);
        };
    this.oneOf = new HashSet<>(column.rules().oneOf());
  }

  /** Appends the value's canonical text, or returns the rule it breaks. */
  Rule check(String value, StringBuilder line) {
    if (value == null) {
      return column.nullable() ? null : Rule.REQUIRED;
    }
    if (value.indexOf('\0') >= 0) {
      return Rule.ENCODING;
    }
    int start = line.length();
    Rule broken = values.check(value, line);
    if (broken == null && !oneOf.isEmpty() && !isListed(value, line.substring(start))) {
      return Rule.ONE_OF;
    }
    return broken;
  }

  /** A text is listed as it is, everything else as its canonical form. */
  private boolean isListed(String value, String canonical) {
    return oneOf.contains(value) || oneOf.contains(canonical);
  }
}
