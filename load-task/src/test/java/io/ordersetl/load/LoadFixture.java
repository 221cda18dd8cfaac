package io.ordersetl.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordersetl.task.TaskMain;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the load as its main does, and looks at the warehouse afterwards. */
final class LoadFixture {
  /** Every table made to be switched, and whether it is attached. */
  static final String PARTITIONS =
      "select relname, relispartition from pg_class"
          + " where relkind = 'r' and relname ~ '__[0-9a-f]{12}$' order by 1";

  private final WarehouseExtension warehouse;
  private final ObjectStoreExtension objectStore;

  LoadFixture(WarehouseExtension warehouse, ObjectStoreExtension objectStore) {
    this.warehouse = warehouse;
    this.objectStore = objectStore;
  }

  /** How a load ended. */
  record Result(int exitCode, JsonNode json) {
    String status() {
      return json.get("status").asText();
    }

    String message() {
      return json.path("message").asText();
    }

    List<String> warnings() {
      List<String> warnings = new ArrayList<>();
      json.get("warnings").forEach(warning -> warnings.add(warning.asText()));
      return warnings;
    }
  }

  /** Stages a run, to be changed before it is. */
  StagedRun run(String runId) {
    return StagedRun.of(objectStore, runId);
  }

  /** Loads a run; further variables as name, value, name, value. */
  Result load(String runId, String... variables) {
    Map<String, String> environment = new HashMap<>(warehouse.environment());
    environment.putAll(objectStore.environment());
    environment.put("RUN_ID", runId);
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Clock clock = Clock.systemUTC();
    int exitCode =
        new TaskMain("load", "", clock, new PrintStream(out, true, StandardCharsets.UTF_8))
            .run(new String[0], environment, given -> LoadTask.run(given, clock));
    return new Result(exitCode, json(out.toString(StandardCharsets.UTF_8)));
  }

  private static JsonNode json(String output) {
    try {
      return new JsonMapper().readTree(output.strip().lines().reduce((a, b) -> b).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs statements as the superuser. */
  void execute(String... statements) throws SQLException {
    try (Connection connection = warehouse.connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** The rows of a query, each with its columns joined by a bar. */
  List<String> rows(String sql) throws SQLException {
    try (Connection connection = warehouse.connection();
        Statement statement = connection.createStatement()) {
      return rows(statement, sql);
    }
  }

  static List<String> rows(Statement statement, String sql) throws SQLException {
    try (ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row(result));
      }
      return rows;
    }
  }

  static String row(ResultSet result) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      values.add(String.valueOf(result.getString(i)));
    }
    return String.join("|", values);
  }
}
