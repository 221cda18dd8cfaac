package io.ordersetl.checking;

/**
 * The one way staged files write a value, which is PostgreSQL's own in {@code COPY … TO … CSV}: in
 * quotes only what holds a comma, a quote or a line break, what is empty, and a lone {@code \.}.
 */
public final class CanonicalCsv {
  private CanonicalCsv() {}

  /** Appends a value; null is nothing at all. */
  public static void append(String value, StringBuilder line) {
    if (value == null) {
      return;
    }
    if (!needsQuotes(value)) {
      line.append(value);
      return;
    }
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"') {
        line.append('"');
      }
      line.append(c);
    }
    line.append('"');
  }

  private static boolean needsQuotes(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return value.isEmpty() || value.equals("\\.");
  }
}
