package io.ordersetl.dataset;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a dataset promises: its columns, their rules, its key, and how it is published.
 *
 * @param location for a source the key or prefix of its objects, for a dimension its table, null
 *     for a model
 * @param primaryKey names of columns, empty where there is no key
 * @param maxDropFraction by how much the rows may fall against the last published run
 * @param maxRecordBytes the longest record that is read
 */
public record Contract(
    String name,
    Kind kind,
    String description,
    String location,
    List<Column> columns,
    List<String> primaryKey,
    Quarantine quarantine,
    boolean unknownColumnsFail,
    long minimumRows,
    OptionalDouble maxDropFraction,
    int maxRecordBytes,
    Publication publication) {

  /** Where a dataset's rows come from. */
  public enum Kind {
    SOURCE,
    DIMENSION,
    MODEL
  }

  public Contract {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  public Optional<Column> column(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /** The first line of the dataset's canonical CSV; column names need no quoting there. */
  public String header() {
    return String.join(",", columnNames());
  }

  public boolean isPublished() {
    return publication.mode() != Publication.Mode.NONE;
  }
}
