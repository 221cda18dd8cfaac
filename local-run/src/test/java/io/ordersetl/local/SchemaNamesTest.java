package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema's name is that schema, to the letter, or it is refused before anything is touched. */
@Tag("servers")
class SchemaNamesTest {
  private static final List<String> VARIABLES =
      List.of("POSTGRES_STAGING_SCHEMA", "POSTGRES_ANALYTICS_SCHEMA", "DIMENSIONS_SCHEMA");
  private static final String NAMES =
      "select nspname::text from pg_namespace where nspname !~ '^pg_'"
          + " and nspname not in ('information_schema', 'public') order by 1";

  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void arrange() {
    SmallPipeline.upload(objectStore);
    environment.putAll(objectStore.environment());
    environment.putAll(warehouse.environment());
    environment.put("RUN_ID", "names");
    environment.put("AS_OF_DATE", "2026-11-22");
    environment.put("PIPELINE_URI", objectStore.uri("pipeline"));
  }

  static Stream<String> names() {
    return Stream.of(
        "double\"quote",
        "\"",
        "single'quote",
        "x\"; drop schema public cascade; --",
        "x'; drop schema public cascade; --",
        "a.b",
        " blanks around and within ",
        "tab\tand\nline end",
        "Upper Case",
        "select",
        "$$",
        "$1 and ? and :name",
        "%s %d %",
        "back\\slash",
        "{escape}",
        "/* comment */",
        "größe 尺寸 😀",
        "e\u0301",
        "0",
        "s".repeat(62));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("names")
  void areTakenToTheLetter(String name) throws SQLException {
    List<String> schemas = List.of("s" + name, "a" + name, "d" + name);
    for (int i = 0; i < VARIABLES.size(); i++) {
      environment.put(VARIABLES.get(i), schemas.get(i));
    }
    createDimension(schemas.get(2));

    runAll("first");
    runAll("second"); // takes the first one's tables away
    environment.put("DRY_RUN", "true");
    runAll("tried");

    assertThat(texts(NAMES)).containsExactlyInAnyOrderElementsOf(schemas);
    assertThat(tables(schemas.get(0))).contains("things", "rejected_rows", "publications");
    assertThat(tables(schemas.get(1))).containsExactly("totals");
    assertThat(texts("select things || ' ' || kinds from " + quoted(schemas.get(1)) + ".totals"))
        .containsExactly("2 1");
  }

  static Stream<String> refused() {
    return Stream.of(
        "s".repeat(64),
        "ö".repeat(32),
        "s".repeat(65),
        "pg_catalog",
        "pg_toast",
        "pg_mine",
        "information_schema");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("refused")
  void areRefusedWhereTheyCanBeNoSchemaOfThePipeline(String name) throws SQLException {
    for (String variable : VARIABLES) {
      Map<String, String> one = new HashMap<>(environment);
      one.put(variable, name);

      for (Task task : List.of(Task.EXTRACT, Task.LOAD)) {
        TaskReport report = InProcessTask.run(task, one);
        assertThat(report.exitCode()).isEqualTo(78);
        assertThat(report.result().message()).contains(variable + ": '" + name + "'");
      }
    }
    assertThat(texts(NAMES)).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] ''{0}''")
  @ValueSource(strings = {"", " ", "\t\n"})
  void areTheirDefaultsWhereTheyAreBlank(String blank) throws SQLException {
    VARIABLES.forEach(variable -> environment.put(variable, blank));
    createDimension("if_common");

    for (Task task : Task.values()) {
      assertThat(InProcessTask.run(task, environment).exitCode()).isZero();
    }

    assertThat(texts(NAMES)).containsExactly("if_common", "orders_analytics", "orders_staging");
  }

  @Test
  void areNotTheOnlyNamesThatMayBeOdd() throws SQLException {
    createDimension("if_common");
    environment.put("POSTGRES_USERNAME", "no\"body'; --");

    TaskReport report = InProcessTask.run(Task.EXTRACT, environment);

    assertThat(report.exitCode()).isEqualTo(78);
    assertThat(report.result().message()).contains("no\"body'; --", "POSTGRES_USERNAME");
  }

  private void runAll(String runId) {
    environment.put("RUN_ID", runId);
    for (Task task : Task.values()) {
      TaskReport report = InProcessTask.run(task, environment);
      assertThat(report.exitCode()).as("%s: %s", task, report.result().message()).isZero();
    }
  }

  private void createDimension(String schema) throws SQLException {
    try (Connection connection = warehouse.connection()) {
      SmallPipeline.createDimension(connection, quoted(schema));
    }
  }

  /** Written by hand: what is under test is not asked how it should be. */
  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  private List<String> tables(String schema) throws SQLException {
    return texts("select tablename::text from pg_tables where schemaname = ? order by 1", schema);
  }

  private List<String> texts(String sql, String... values) throws SQLException {
    try (Connection connection = warehouse.connection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return texts(statement);
    }
  }

  private static List<String> texts(PreparedStatement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }
}
