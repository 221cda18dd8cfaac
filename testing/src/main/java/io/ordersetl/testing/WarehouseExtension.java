package io.ordersetl.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives every test method an empty PostgreSQL database of its own, and fails the test that leaves a
 * connection open.
 *
 * <pre>{@code
 * @Tag("servers")
 * class LoadTest {
 *   @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
 * }
 * }</pre>
 *
 * <p>The server is one for the JVM. It is embedded by default; with {@code
 * -Dorders-etl.test.servers=containers}, as the build's second test execution has it, it is a
 * container of {@code $TEST_POSTGRES_IMAGE} (default {@code postgres:18}). Where no Docker engine
 * answers, or the image is neither there nor can be pulled, the test is skipped with the reason;
 * with {@code -Dorders-etl.containers.required=true} it fails instead. Where the build itself runs
 * in a container beside which the engine runs, Testcontainers may need {@code
 * TESTCONTAINERS_HOST_OVERRIDE=localhost} to find the ports.
 *
 * <p>{@link #connection()} is the superuser's, to arrange and to assert. {@link #environment()}
 * names the pipeline's role, which has what it has in life: it may create schemas in this database
 * and read (not write) whatever the superuser makes there.
 */
public final class WarehouseExtension implements BeforeEachCallback, AfterEachCallback {

  private static final Duration CLOSING_LIMIT = Duration.ofSeconds(5);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private WarehouseServer server;
  private String database;

  /** Registered by {@code @RegisterExtension}, as a static field or not. */
  public WarehouseExtension() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    ServersTag.require(context);
    server = WarehouseServer.shared();
    database = "test_" + COUNT.incrementAndGet();
    String role = WarehouseServer.PIPELINE_ROLE;
    server.execute(
        server.username(),
        "create database " + database,
        "grant create, temporary on database " + database + " to " + role);
    server.execute(
        database,
        "alter default privileges grant usage on schemas to " + role,
        "alter default privileges grant select on tables to " + role);
  }

  @Override
  public void afterEach(ExtensionContext context) throws SQLException {
    if (database == null) {
      return; // skipped: there never was a server
    }
    try {
      new ConnectionLeaks(server, database).requireNoneWithin(CLOSING_LIMIT);
    } finally {
      server.execute(server.username(), "drop database " + database + " with (force)");
      database = null;
    }
  }

  /** A new connection to the test's database, the superuser's; the test closes it. */
  public Connection connection() throws SQLException {
    return server.connect(database);
  }

  /** The {@code POSTGRES_*} variables with which a task finds this test's database. */
  public Map<String, String> environment() {
    return Map.of(
        "POSTGRES_HOST",
        server.host(),
        "POSTGRES_PORT",
        Integer.toString(server.port()),
        "POSTGRES_DATABASE",
        database,
        "POSTGRES_USERNAME",
        WarehouseServer.PIPELINE_ROLE,
        "POSTGRES_PASSWORD",
        WarehouseServer.PIPELINE_PASSWORD,
        "POSTGRES_SSLMODE",
        "disable");
  }

  /** The test's database. */
  public String database() {
    return database;
  }
}
