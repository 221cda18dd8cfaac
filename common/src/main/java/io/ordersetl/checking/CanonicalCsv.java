package io.ordersetl.checking;

/**
 * The one way staged files write a value, which is PostgreSQL's own in {@code COPY … TO … CSV}: in
 * quotes only what holds a comma, a quote or a line break, what is empty, and a line that is {@code
 * \.} alone, which would end COPY's input.
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

  /** Puts the last line in quotes where it would end COPY's input. */
  static void protectEndMarker(StringBuilder lines, int lineStart) {
    if (lines.length() - lineStart == 2 && lines.substring(lineStart).equals("\\.")) {
      lines.insert(lineStart, '"').append('"');
    }
  }

  private static boolean needsQuotes(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return value.isEmpty();
  }
}
