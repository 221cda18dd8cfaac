package io.ordersetl.load.target;

import io.ordersetl.postgres.Identifier;
import java.util.List;
import java.util.Optional;

/**
 * A table, or whatever else has its name, as the warehouse has it now.
 *
 * @param kind what it is, by PostgreSQL's letter ({@code r} a plain table, {@code p} a partitioned
 *     one, {@code v} a view)
 * @param owned whether this role has the rights of its owner
 * @param partitioning how it is partitioned, such as {@code LIST (order_id)}; empty where it is not
 * @param structure its indexes and constraints, as PostgreSQL writes them
 */
public record ExistingTable(
    Name name,
    char kind,
    String owner,
    boolean owned,
    String partitioning,
    List<ExistingColumn> columns,
    List<String> primaryKey,
    List<String> structure,
    List<Partition> partitions) {

  /** Which table it is. */
  public record Name(long oid, String schema, String table) {
    /** Schema and name, in quotes. */
    public String qualified() {
      return Identifier.quote(schema, table);
    }

    /** Schema and name as people write them. */
    public String display() {
      return schema + "." + table;
    }
  }

  /**
   * A column as it is.
   *
   * @param type as PostgreSQL's {@code format_type} writes it
   * @param filled whether it has a value where an insert names none: a default, or made by the
   *     server
   * @param made {@code identity} or {@code generated} where the server makes the value, else empty
   */
  public record ExistingColumn(
      String name, String type, boolean required, boolean filled, String made) {}

  /**
   * A partition as it is.
   *
   * @param isDefault whether it takes what no other partition does
   * @param ours whether a load created it
   */
  public record Partition(Name name, boolean isDefault, boolean owned, boolean ours) {}

  public ExistingTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    structure = List.copyOf(structure);
    partitions = List.copyOf(partitions);
  }

  /** Schema and name, in quotes. */
  public String qualified() {
    return name.qualified();
  }

  /** The columns of a {@code create table} that takes the same rows, with defaults and checks. */
  public String likeWithoutIndexes() {
    return "like " + qualified() + " including all excluding indexes excluding identity";
  }

  /** Whether it is partitioned by this column, whose type can't be changed then. */
  boolean isPartitionedBy(String columnName) {
    return partitioning.endsWith("(" + columnName + ")")
        || partitioning.endsWith("(" + Identifier.quote(columnName) + ")");
  }

  boolean isPlain() {
    return kind == 'r';
  }

  boolean isPartitioned() {
    return kind == 'p';
  }

  String kindInWords() {
    return switch (kind) {
      case 'v' -> "a view";
      case 'm' -> "a materialized view";
      case 'f' -> "a foreign table";
      case 'S' -> "a sequence";
      case 'i', 'I' -> "an index";
      default -> "something else (pg_class.relkind " + kind + ")";
    };
  }

  Optional<ExistingColumn> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }
}
