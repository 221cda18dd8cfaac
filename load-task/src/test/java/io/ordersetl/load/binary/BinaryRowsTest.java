package io.ordersetl.load.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersetl.task.ExitCode;
import io.ordersetl.task.TaskFailure;
import io.ordersetl.testing.WarehouseExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Rows that were converted make the same table as those that PostgreSQL parses. */
@Tag("servers")
class BinaryRowsTest {
  private static final int ROWS = 3_000;

  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();

  @Test
  void makesTheTableThatCsvMakes() throws SQLException, IOException {
    byte[] csv = new RandomRows(20261122).csv(ROWS).getBytes(StandardCharsets.UTF_8);

    try (Connection connection = warehouse.connection()) {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      createTables(connection);
      copy.copyIn("copy parsed from stdin (format csv)", new ByteArrayInputStream(csv));
      long copied = copy.copyIn("copy converted from stdin (format binary)", converted(csv));

      assertThat(copied).isEqualTo(ROWS);
      assertThat(stored(copy, "converted")).isEqualTo(stored(copy, "parsed"));
    }
  }

  private static void createTables(Connection connection) throws SQLException {
    String columns =
        RandomRows.COLUMNS.stream()
            .map(column -> column.name() + " " + column.type())
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table parsed (" + columns + ")");
      statement.execute("create table converted (" + columns + ")");
    }
  }

  private static InputStream converted(byte[] csv) {
    return new BinaryRows(new ByteArrayInputStream(csv), "things", RandomRows.COLUMNS);
  }

  /** Every value, and its size as it is stored, since a number has several forms there. */
  private static List<String> stored(CopyManager copy, String table)
      throws SQLException, IOException {
    String sizes =
        RandomRows.COLUMNS.stream()
            .map(column -> "pg_column_size(" + column.name() + ")")
            .collect(Collectors.joining(", "));
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    copy.copyOut(
        "copy (select *, " + sizes + " from " + table + " order by row_number) to stdout", rows);
    return rows.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "integer | 2147483648",
        "integer | -2147483649",
        "integer | 1.0",
        "integer | \"\"",
        "integer | -",
        "bigint | 9223372036854775808",
        "bigint | -9223372036854775809",
        "bigint | 99999999999999999999",
        "bigint | +1",
        "numeric(12,2) | 1,00",
        "numeric(12,2) | 1.",
        "numeric(12,2) | .5",
        "numeric(12,2) | 1e3",
        "numeric(12,2) | NaN",
        "numeric(12,2) | 1.5.5",
        "date | 2026-02-29",
        "date | 0000-01-01",
        "date | 2026-2-01",
        "date | 22.11.2026",
        "timestamp without time zone | 2026-11-22",
        "timestamp without time zone | 2026-11-22T09:00:00",
        "timestamp without time zone | 2026-11-22 24:00:00",
        "timestamp without time zone | 2026-11-22 09:00:00.",
        "timestamp without time zone | 2026-11-22 09:00:00.1234567",
        "boolean | t",
        "boolean | TRUE",
        "text | a,b",
        "text | \"a\"b",
      })
  void refusesWhatIsNotCanonical(String type, String value) {
    assertThatThrownBy(() -> convert("\n" + value + "\n", new BinaryColumn("amount", type)))
        .isInstanceOfSatisfying(
            TaskFailure.class,
            failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA_UNACCEPTABLE))
        .hasMessageContaining("things")
        .hasMessageContaining("amount")
        .hasMessageContaining("expected " + type);
  }

  @Test
  void refusesARowThatIsCutOff() {
    assertThatThrownBy(() -> convert("1\n2", new BinaryColumn("id", "bigint")))
        .hasMessageContaining("end within a row");
    assertThatThrownBy(() -> convert("1\n\"a\n", new BinaryColumn("id", "text")))
        .hasMessageContaining("end within a row");
  }

  @Test
  void refusesARowWithTooFewValues() {
    BinaryColumn id = new BinaryColumn("id", "bigint");
    BinaryColumn note = new BinaryColumn("note", "text");

    assertThatThrownBy(() -> convert("1,\n2\n", id, note))
        .hasMessageContaining("another number of values");
  }

  private static byte[] convert(String csv, BinaryColumn... columns) throws IOException {
    InputStream in = new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    return new BinaryRows(in, "things", List.of(columns)).readAllBytes();
  }
}
