package io.ordersetl.extract;

import io.ordersetl.checking.CheckInput;
import io.ordersetl.dataset.Contract;
import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.task.ExitCode;
import io.ordersetl.task.TaskFailure;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** The warehouse's dimension tables, all as they were at one moment. */
final class DimensionSnapshot implements AutoCloseable {
  private static final String COLUMNS =
      """
      select attname from pg_attribute
      join pg_class on pg_class.oid = attrelid
      join pg_namespace on pg_namespace.oid = relnamespace
      where nspname = ? and relname = ? and attnum > 0 and not attisdropped
      order by attnum""";

  private final Connection connection;
  private final String schema;

  private DimensionSnapshot(Connection connection, String schema) {
    this.connection = connection;
    this.schema = schema;
  }

  /** Opens a read-only transaction; what it reads first fixes the moment. */
  static DimensionSnapshot open(Warehouse warehouse) {
    Connection connection = warehouse.connect();
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("set transaction isolation level repeatable read, read only");
      return new DimensionSnapshot(connection, warehouse.schemas().dimensions());
    } catch (SQLException e) {
      throw PostgresFailures.explain("opening a snapshot of the dimensions", e);
    }
  }

  /** A dimension's rows as CSV, in the order of its key; a table that is not there is exit 66. */
  CheckInput input(Contract contract) {
    String table = schema + "." + contract.location();
    refuseMissingColumns(contract, table);
    return new CheckInput(table, 0, () -> copyOut(contract, table));
  }

  private void refuseMissingColumns(Contract contract, String table) {
    List<String> found = columns(contract);
    if (found.isEmpty()) {
      throw TaskFailure.inputMissing(
          "There is no table "
              + table
              + ": expected the dimension "
              + contract.name()
              + " there; create it, or correct DIMENSIONS_SCHEMA or the contract's \"table\"");
    }
    List<String> missing = new ArrayList<>(contract.columnNames());
    missing.removeAll(found);
    if (!missing.isEmpty()) {
      throw TaskFailure.dataUnacceptable(
          table
              + ": these columns are missing: "
              + missing
              + "; expected "
              + contract.columnNames()
              + ", found "
              + found
              + "; add them, or correct the contract of "
              + contract.name());
    }
  }

  private List<String> columns(Contract contract) {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
      statement.setString(1, schema);
      statement.setString(2, contract.location());
      List<String> columns = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      return columns;
    } catch (SQLException e) {
      throw PostgresFailures.explain("looking up " + contract.location(), e);
    }
  }

  private InputStream copyOut(Contract contract, String table) {
    List<String> order =
        contract.primaryKey().isEmpty() ? contract.columnNames() : contract.primaryKey();
    String sql =
        "copy (select %s from %s order by %s) to stdout (format csv, header)"
            .formatted(
                quoted(contract.columnNames()),
                Identifier.quote(schema, contract.location()),
                quoted(order));
    try {
      return new CopyOutStream(
          new PGCopyInputStream(connection.unwrap(PGConnection.class), sql), table);
    } catch (SQLException e) {
      throw explain(table, e);
    }
  }

  private static TaskFailure explain(String table, SQLException e) {
    String denied = "42501"; // insufficient_privilege
    return denied.equals(e.getSQLState())
        ? TaskFailure.of(
            ExitCode.CONFIGURATION,
            "PostgreSQL: reading "
                + table
                + " failed: "
                + e.getMessage()
                + "; let an administrator grant the pipeline's role USAGE on the schema and SELECT"
                + " on the table",
            e)
        : PostgresFailures.explain("reading " + table, e);
  }

  private static String quoted(List<String> columns) {
    return columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw PostgresFailures.explain("closing the snapshot of the dimensions", e);
    }
  }
}
