package io.ordersetl.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class WarehouseExtensionTest {

  @RegisterExtension static final WarehouseExtension WAREHOUSE = new WarehouseExtension();

  @RepeatedTest(2)
  void givesEveryTestAnEmptyDatabase() throws SQLException {
    try (Connection connection = WAREHOUSE.connection()) {
      execute(connection, "create table seen (id int)");
    }
  }

  @Test
  void letsThePipelineReadWhatTheSuperuserMadeButNotWriteIt() throws SQLException {
    try (Connection superuser = WAREHOUSE.connection()) {
      execute(superuser, "create schema if_common");
      execute(superuser, "create table if_common.dim (id int)");
      execute(superuser, "insert into if_common.dim values (7)");
    }

    try (Connection pipeline = pipelineConnection();
        Statement statement = pipeline.createStatement()) {
      try (ResultSet row = statement.executeQuery("select id from if_common.dim")) {
        row.next();
        assertThat(row.getInt(1)).isEqualTo(7);
      }
      execute(pipeline, "create schema orders_staging");
      assertThatThrownBy(() -> execute(pipeline, "delete from if_common.dim"))
          .hasMessageContaining("permission denied");
      assertThatThrownBy(() -> execute(pipeline, "create table if_common.other (id int)"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void failsTheTestThatLeavesAConnectionOpen() throws SQLException {
    ConnectionLeaks leaks = new ConnectionLeaks(WarehouseServer.shared(), WAREHOUSE.database());
    try (Connection connection = WAREHOUSE.connection()) {
      execute(connection, "select 'forgotten'");

      assertThatThrownBy(() -> leaks.requireNoneWithin(Duration.ofMillis(10)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("idle, last statement: select 'forgotten'");
    }
    leaks.requireNoneWithin(Duration.ofSeconds(5));
  }

  private static Connection pipelineConnection() throws SQLException {
    Map<String, String> settings = WAREHOUSE.environment();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(
                settings.get("POSTGRES_HOST"),
                settings.get("POSTGRES_PORT"),
                settings.get("POSTGRES_DATABASE")),
        settings.get("POSTGRES_USERNAME"),
        settings.get("POSTGRES_PASSWORD"));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
