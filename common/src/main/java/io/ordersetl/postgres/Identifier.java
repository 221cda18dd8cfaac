package io.ordersetl.postgres;

import java.nio.charset.StandardCharsets;

/** Names in SQL. Every name the product puts into a statement passes here. */
public final class Identifier {
  private static final int LONGEST = 63; // bytes; PostgreSQL cuts what is longer without a word

  private Identifier() {}

  /** The name, where PostgreSQL can have an object of that name. */
  public static String checked(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("'" + name + "' can't be a name in PostgreSQL");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new IllegalArgumentException(
          "'"
              + name
              + "' is longer than the "
              + LONGEST
              + " bytes that PostgreSQL keeps of a name");
    }
    return name;
  }

  /** The name, where the pipeline can have a schema of that name. */
  static String schema(String name) {
    if (name.startsWith("pg_") || name.equals("information_schema")) {
      throw new IllegalArgumentException("'" + name + "' is one of PostgreSQL's own schemas");
    }
    return checked(name);
  }

  /** The name in quotes, so that it can't be read as anything else. */
  public static String quote(String name) {
    return '"' + checked(name).replace("\"", "\"\"") + '"';
  }

  /** A table's full name, in quotes. */
  public static String quote(String schema, String table) {
    return quote(schema) + "." + quote(table);
  }

  /** A text as a literal, in quotes. */
  public static String literal(String text) {
    String doubled = text.replace("'", "''");
    return text.indexOf('\\') < 0
        ? "'" + doubled + "'"
        : "E'" + doubled.replace("\\", "\\\\") + "'";
  }
}
