package io.ordersetl.transform;

import io.ordersetl.config.Limits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** DuckDB on one machine: tables live in a file, what does not fit into memory is spilled. */
final class Engine implements AutoCloseable {
  private static final long LEAST_MEMORY = 96L << 20;

  private final Connection connection;

  private Engine(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a database in the scratch folder. It may use 70 % of what the heap leaves of the memory:
   * DuckDB was seen to go over its own limit by a third. Joins and sorts may hold half of that
   * before they spill: without a bound of their own, a query with two joins that each just fitted
   * (of 2.7 million orders in 233 MiB, of 5 million in 350 or 500) ran out of memory.
   */
  static Engine open(Scratch scratch, Limits limits) {
    long beside = limits.memoryBytes() - limits.heapBytes();
    long memory = Math.max(LEAST_MEMORY, beside / 10 * 7);
    Properties properties = new Properties();
    properties.setProperty("memory_limit", (memory >> 20) + "MiB");
    properties.setProperty("threads", Integer.toString(limits.threads()));
    properties.setProperty("temp_directory", scratch.folder("spill").toString());
    properties.setProperty("preserve_insertion_order", "false"); // results are ordered by key
    properties.setProperty("autoinstall_known_extensions", "false"); // no network
    properties.setProperty("autoload_known_extensions", "false");
    try {
      Engine engine =
          new Engine(
              DriverManager.getConnection(
                  "jdbc:duckdb:" + scratch.file("models.duckdb"), properties));
      engine.execute("starting DuckDB", "set operator_memory_limit = '" + (memory >> 21) + "MiB'");
      return engine;
    } catch (SQLException e) {
      throw EngineFailures.explain("starting DuckDB", e);
    }
  }

  /** Runs a statement and returns the rows it counts. */
  long execute(String doing, String sql) {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql) ? onlyNumber(statement) : statement.getLargeUpdateCount();
    } catch (SQLException e) {
      throw EngineFailures.explain(doing, e);
    }
  }

  private static long onlyNumber(Statement statement) throws SQLException {
    try (ResultSet rows = statement.getResultSet()) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  /** The names of a table's columns. */
  List<String> columns(String table) {
    List<String> columns = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select * from " + table + " limit 0")) {
      ResultSetMetaData meta = rows.getMetaData();
      for (int i = 1; i <= meta.getColumnCount(); i++) {
        columns.add(meta.getColumnName(i));
      }
      return columns;
    } catch (SQLException e) {
      throw EngineFailures.explain("looking at the columns of " + table, e);
    }
  }

  /** The first rows of a table as text, for people. */
  List<String> sample(String table, int rows) {
    List<String> sample = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select * from " + table + " limit " + rows)) {
      ResultSetMetaData meta = result.getMetaData();
      while (result.next()) {
        List<String> fields = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
          fields.add(meta.getColumnName(i) + "=" + result.getString(i));
        }
        sample.add(String.join(", ", fields));
      }
      return sample;
    } catch (SQLException e) {
      throw EngineFailures.explain("reading " + table, e);
    }
  }

  /**
   * Writes a query's rows as CSV with a header: empty is NULL, {@code ""} an empty text.
   *
   * @return how many rows there are
   */
  long copyOut(String doing, String query, Path file) {
    return execute(
        doing,
        "copy (%s) to %s (format csv, header true, delimiter ',', quote '\"', escape '\"', nullstr '')"
            .formatted(query, literal(file.toString())));
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw EngineFailures.explain("closing DuckDB", e);
    }
  }
}
