package io.ordersetl.checking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** PostgreSQL as a judge: it takes every staged row by COPY and gives it back to the byte. */
final class FuzzCopy {
  private final Connection connection;

  FuzzCopy(Connection connection) {
    this.connection = connection;
  }

  /** What differs, or null. */
  String difference(FuzzContract contract, String staged) throws SQLException, IOException {
    String types =
        contract.columns().stream()
            .map(c -> c.name() + " " + c.type())
            .collect(Collectors.joining(","));
    String values =
        contract.columns().stream().map(FuzzColumn::selected).collect(Collectors.joining(","));
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists fuzzed");
      statement.execute("create temporary table fuzzed (" + types + ")");
    }
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      copy.copyIn(
          "copy fuzzed from stdin (format csv)", new ByteArrayInputStream(staged.getBytes(UTF_8)));
    } catch (SQLException e) {
      return "PostgreSQL refuses what was staged: " + e.getMessage() + "\n" + staged;
    }
    copy.copyOut("copy (select " + values + " from fuzzed) to stdout (format csv)", out);
    String back = out.toString(UTF_8);
    return back.equals(staged)
        ? null
        : "PostgreSQL gives back\n" + back + "\nof what was staged\n" + staged;
  }
}
