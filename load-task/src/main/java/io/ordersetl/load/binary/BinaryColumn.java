package io.ordersetl.load.binary;

/**
 * A column of the table that rows are copied into.
 *
 * @param type as PostgreSQL's {@code format_type} writes it
 */
public record BinaryColumn(String name, String type) {
  WireType wireType() {
    return WireType.of(type);
  }
}
