package io.ordersetl.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * One connection to the warehouse, and the few ways in which the tasks use it. Each statement is a
 * transaction of its own unless it runs {@link #inTransaction}. What fails comes out as the
 * driver's exception: whoever knows what was being done explains it by {@link PostgresFailures}.
 */
public final class Session implements AutoCloseable {
  private static final int COPY_BUFFER = 64 << 10; // as the driver's default

  /** Makes a value of a result's row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Statements that belong together and find something out. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws SQLException;
  }

  /** Statements that belong together. */
  @FunctionalInterface
  public interface Action {
    void run() throws SQLException;
  }

  private final Connection connection;

  Session(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement; values go in for its question marks. Returns the rows it changed. */
  public int execute(String sql, Object... values) throws SQLException {
    if (values.length == 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
        return statement.getUpdateCount();
      }
    }
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** All rows of a small result. */
  public <T> List<T> query(String sql, Row<T> row, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row.read(result));
      }
      return rows;
    }
  }

  /** The first row of a result, where it has one. */
  public <T> Optional<T> find(String sql, Row<T> row, Object... values) throws SQLException {
    return query(sql, row, values).stream().findFirst();
  }

  /** Streams rows into {@code COPY … FROM STDIN}; a stream that fails leaves no row of them. */
  public long copyIn(String sql, InputStream rows) throws SQLException {
    try {
      return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows, COPY_BUFFER);
    } catch (IOException e) {
      throw new UncheckedIOException("reading the rows to copy", e);
    }
  }

  /** Streams the rows of {@code COPY … TO STDOUT}. */
  public long copyOut(String sql, OutputStream rows) throws SQLException {
    try {
      return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, rows);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the copied rows", e);
    }
  }

  /** Commits what the action did, or nothing of it. */
  public void transaction(Action action) throws SQLException {
    inTransaction(
        () -> {
          action.run();
          return null;
        });
  }

  /** Commits what the work did, or nothing of it; returns what it found out. */
  public <T> T inTransaction(Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = work.run();
      connection.commit();
      connection.setAutoCommit(true);
      return result;
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(Exception cause) {
    try {
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw PostgresFailures.explain("closing a connection", e);
    }
  }
}
