package io.ordersetl.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedWarehouseTest {

  @TempDir Path folder;

  @Test
  void servesARealPostgresThatIsTunedAsAsked() throws Exception {
    try (EmbeddedWarehouse warehouse = start();
        Connection connection = connect(warehouse, warehouse.password())) {
      assertThat(show(connection, "server_version")).startsWith("18");
      assertThat(show(connection, "shared_buffers")).isEqualTo("64MB");
      assertThat(show(connection, "wal_level")).isEqualTo("minimal");
      assertThat(show(connection, "server_encoding")).isEqualTo("UTF8");
    }
  }

  @Test
  void refusesAWrongPassword() throws Exception {
    try (EmbeddedWarehouse warehouse = start()) {
      assertThatThrownBy(() -> connect(warehouse, "guess"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }
  }

  @Test
  void leavesNeitherProcessesNorDataBehind() throws Exception {
    EmbeddedWarehouse warehouse = start();
    long postmaster =
        Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid")).get(0).strip());

    warehouse.close();

    assertThat(ProcessHandle.of(postmaster).flatMap(process -> process.info().command()))
        .as("a process that is at most a zombie, which runs no command")
        .isEmpty();
    assertThat(data()).doesNotExist();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesASizeThatIsNone() {
    assertThatThrownBy(() -> PostgresTuning.throwaway("lots", "1GB"))
        .hasMessage("shared_buffers must be a size such as 256MB or 4GB, but is: lots");
  }

  private EmbeddedWarehouse start() throws Exception {
    return EmbeddedWarehouse.start(data(), PostgresTuning.small());
  }

  private Path data() {
    return folder.resolve("postgres");
  }

  private static Connection connect(EmbeddedWarehouse warehouse, String password)
      throws SQLException {
    return DriverManager.getConnection(warehouse.jdbcUrl(), warehouse.username(), password);
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show " + setting)) {
      row.next();
      return row.getString(1);
    }
  }
}
