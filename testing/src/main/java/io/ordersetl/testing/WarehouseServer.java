package io.ordersetl.testing;

import io.ordersetl.embedded.EmbeddedWarehouse;
import io.ordersetl.embedded.PostgresTuning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * The one PostgreSQL server of this JVM, stopped when the JVM ends.
 *
 * @param username the superuser
 */
record WarehouseServer(String host, int port, String username, String password) {

  /** An ordinary role, as the pipeline has in life. */
  static final String PIPELINE_ROLE = "orders_etl";

  static final String PIPELINE_PASSWORD = "pipeline-secret-5b1e07";

  private static final String IMAGE_VARIABLE = "TEST_POSTGRES_IMAGE";
  private static final String DEFAULT_IMAGE = "postgres:18";
  private static final String CONTAINER_PASSWORD = "superuser-secret-90cd2f";
  private static final SharedServer<WarehouseServer> SHARED =
      new SharedServer<>(WarehouseServer::start);

  static WarehouseServer shared() {
    return SHARED.get();
  }

  private static WarehouseServer start() {
    WarehouseServer server =
        switch (Backend.chosen()) {
          case EMBEDDED -> embedded();
          case CONTAINERS -> container();
        };
    server.execute(
        "postgres", "create role " + PIPELINE_ROLE + " login password '" + PIPELINE_PASSWORD + "'");
    return server;
  }

  private static WarehouseServer embedded() {
    try {
      EmbeddedWarehouse warehouse =
          EmbeddedWarehouse.start(
              Files.createTempDirectory("orders-etl-test-"), PostgresTuning.small());
      SharedServer.closeAtExit(warehouse);
      return new WarehouseServer(
          warehouse.host(), warehouse.port(), warehouse.username(), warehouse.password());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SuppressWarnings("resource") // closed at exit
  private static WarehouseServer container() {
    String image = SharedServer.image(IMAGE_VARIABLE, DEFAULT_IMAGE);
    DockerEngine.require(image);
    GenericContainer<?> container =
        new GenericContainer<>(image)
            .withEnv("POSTGRES_PASSWORD", CONTAINER_PASSWORD)
            .withCommand("postgres", "-c", "fsync=off", "-c", "full_page_writes=off")
            .withExposedPorts(5432)
            // By TCP: while the image initialises the server, it listens on a socket file only.
            .waitingFor(
                Wait.forSuccessfulCommand("pg_isready --host=127.0.0.1")
                    .withStartupTimeout(Duration.ofMinutes(2)));
    SharedServer.closeAtExit(container);
    container.start();
    return new WarehouseServer(
        container.getHost(), container.getMappedPort(5432), "postgres", CONTAINER_PASSWORD);
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + host + ":" + port + "/" + database, username, password);
  }

  /** Runs statements as the superuser, each in a transaction of its own. */
  void execute(String database, String... statements) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot prepare database " + database, e);
    }
  }
}
