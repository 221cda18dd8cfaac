package io.ordersetl.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The connections that a test left open, found by asking the server. */
final class ConnectionLeaks {

  private static final String OPEN =
      """
      select format('%s, %s, last statement: %s', application_name, state, left(query, 200))
      from pg_stat_activity
      where datname = ? and backend_type = 'client backend'
      order by backend_start
      """;

  private final WarehouseServer server;
  private final String database;

  ConnectionLeaks(WarehouseServer server, String database) {
    this.server = server;
    this.database = database;
  }

  /**
   * Waits for a while, since a closed connection is listed until its server process has noticed.
   */
  void requireNoneWithin(Duration limit) throws SQLException {
    long deadline = System.nanoTime() + limit.toNanos();
    try (Connection connection = server.connect(server.username());
        PreparedStatement statement = connection.prepareStatement(OPEN)) {
      statement.setString(1, database);
      List<String> open = list(statement);
      while (!open.isEmpty() && System.nanoTime() < deadline) {
        Thread.onSpinWait();
        open = list(statement);
      }
      if (!open.isEmpty()) {
        throw new AssertionError("The test left connections open:\n  " + String.join("\n  ", open));
      }
    }
  }

  private static List<String> list(PreparedStatement statement) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }
}
