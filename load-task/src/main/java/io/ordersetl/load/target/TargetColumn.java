package io.ordersetl.load.target;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.ColumnType;
import io.ordersetl.postgres.Identifier;

/**
 * A column as a table should have it.
 *
 * @param type as PostgreSQL's {@code format_type} writes it
 */
public record TargetColumn(String name, String type, boolean required, String comment) {

  static TargetColumn of(Column column) {
    return new TargetColumn(
        column.name(), type(column.type()), !column.nullable(), column.description());
  }

  private static String type(ColumnType type) {
    return switch (type.kind()) {
      case INTEGER -> "integer";
      case BIGINT -> "bigint";
      case DECIMAL -> "numeric(" + type.precision() + "," + type.scale() + ")";
      case DATE -> "date";
      case TIMESTAMP -> "timestamp without time zone";
      case BOOLEAN -> "boolean";
      case TEXT -> "text";
    };
  }

  /** The column in a {@code create table} or an {@code add column}. */
  String definition() {
    return Identifier.quote(name) + " " + type + (required ? " not null" : "");
  }
}
