package io.ordersetl.load.target;

import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.Publication.SchemaRole;
import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.WarehouseSettings.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table as it should be, from its dataset's contract or from the product itself. */
public record TargetTable(
    String schema,
    String name,
    String comment,
    List<TargetColumn> columns,
    List<String> primaryKey) {

  public TargetTable {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  /** The table that a contract's dataset is published to. */
  public static TargetTable of(Contract contract, Schemas schemas) {
    String schema =
        contract.publication().schema() == SchemaRole.STAGING
            ? schemas.staging()
            : schemas.analytics();
    return new TargetTable(
        schema,
        contract.name(),
        contract.description(),
        contract.columns().stream().map(TargetColumn::of).toList(),
        contract.primaryKey());
  }

  /** Schema and name, in quotes. */
  public String qualified() {
    return Identifier.quote(schema, name);
  }

  /** Schema and name as people write them. */
  public String display() {
    return schema + "." + name;
  }

  /** The columns' names in quotes, in order. */
  public String columnList() {
    return quoted(columns.stream().map(TargetColumn::name).toList());
  }

  /** The columns of a {@code create table}. */
  public String columnDefinitions() {
    return columns.stream().map(TargetColumn::definition).collect(Collectors.joining(", "));
  }

  /** The key's columns in quotes, in order. */
  public String keyList() {
    return quoted(primaryKey);
  }

  /**
   * The column that a table to be replaced is partitioned by: the key's first or, without a key,
   * the first required one. With a single DEFAULT partition it decides nothing; a key must hold it.
   */
  public String partitionColumn() {
    return primaryKey.isEmpty()
        ? columns.stream().filter(TargetColumn::required).findFirst().orElseThrow().name()
        : primaryKey.get(0);
  }

  /** The statements that create the table, plain. */
  public List<String> creation() {
    return creation("");
  }

  /** The statements that create the table as a parent whose single partition is to be switched. */
  public List<String> creationAsParent() {
    return creation(" partition by list (" + Identifier.quote(partitionColumn()) + ")");
  }

  private List<String> creation(String suffix) {
    String key = primaryKey.isEmpty() ? "" : ", primary key (" + keyList() + ")";
    List<String> statements = new ArrayList<>();
    statements.add("create table " + qualified() + " (" + columnDefinitions() + key + ")" + suffix);
    statements.addAll(comments());
    return statements;
  }

  /** The statements that describe the table and its columns to people. */
  public List<String> comments() {
    List<String> statements = new ArrayList<>();
    if (!comment.isEmpty()) {
      statements.add("comment on table " + qualified() + " is " + Identifier.literal(comment));
    }
    columns.stream()
        .filter(column -> !column.comment().isEmpty())
        .map(this::comment)
        .forEach(statements::add);
    return statements;
  }

  private String comment(TargetColumn column) {
    return "comment on column "
        + qualified()
        + "."
        + Identifier.quote(column.name())
        + " is "
        + Identifier.literal(column.comment());
  }

  private static String quoted(List<String> names) {
    return names.stream().map(Identifier::quote).collect(Collectors.joining(", "));
  }
}
