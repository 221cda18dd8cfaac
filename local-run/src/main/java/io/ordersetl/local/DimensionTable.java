package io.ordersetl.local;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.Contract;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * A dimension's table in the warehouse, as someone else would have made it: the columns of the
 * file, those that the contract knows with their type, the others as text. What else the contract
 * demands is left to the pipeline to check.
 */
record DimensionTable(Contract contract) {

  /** The schema that dimensions are in. */
  static final String SCHEMA = "if_common";

  /**
   * Makes the table and fills it.
   *
   * @throws TaskFailure of exit 65 where PostgreSQL can't read the file
   */
  void load(CsvFile file, Connection connection) throws IOException {
    List<String> columns = file.header();
    try (Statement statement = connection.createStatement();
        InputStream rows = file.open()) {
      statement.execute("create table " + name() + " (" + definitions(columns) + ")");
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy " + name() + " (" + names(columns) + ") from stdin (format csv, header)", rows);
      statement.execute("analyze " + name());
    } catch (SQLException e) {
      throw TaskFailure.dataUnacceptable(
          file.name() + " can't be loaded into " + name() + ": " + e.getMessage());
    }
  }

  private String name() {
    return SCHEMA + "." + quoted(contract.location());
  }

  private String definitions(List<String> columns) {
    return columns.stream()
        .map(column -> quoted(column) + " " + type(column))
        .collect(Collectors.joining(", "));
  }

  private String type(String column) {
    return contract.column(column).map(Column::type).map(Object::toString).orElse("text");
  }

  private static String names(List<String> columns) {
    return columns.stream().map(DimensionTable::quoted).collect(Collectors.joining(", "));
  }

  private static String quoted(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }
}
