package io.ordersetl.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A real PostgreSQL 18 server, started as a child process on a random port of the loopback
 * interface and stopped, its data deleted, by {@link #close()}.
 *
 * <p>Its programs and an initialised data folder are kept in {@code .cache/orders-etl-postgres}
 * under the user's home (100 MB), so that the second start takes about a second; that folder may be
 * deleted at any time no server runs. When root starts it, the programs run in a user namespace of
 * their own ({@code unshare -U}), since PostgreSQL refuses to run as root.
 *
 * <p>Every connection needs a password (SCRAM); the one of the superuser is made up at each start.
 * No shutdown hook is registered: whoever starts a server closes it.
 */
public final class EmbeddedWarehouse implements AutoCloseable {

  static final String HOST = "127.0.0.1";
  private static final String SUPERUSER = "postgres";
  private static final Duration STARTUP_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

  private final EmbeddedPostgres server;
  private final Path dataDirectory;
  private final String password;

  private EmbeddedWarehouse(EmbeddedPostgres server, Path dataDirectory, String password) {
    this.server = server;
    this.dataDirectory = dataDirectory;
    this.password = password;
  }

  /**
   * Starts a server over a folder, which is created; what was in it is deleted.
   *
   * @throws IOException where the server can't be unpacked, initialised or started; there is
   *     nothing to close then
   */
  public static EmbeddedWarehouse start(Path dataDirectory, PostgresTuning tuning)
      throws IOException {
    EmbeddedPostgres server = startTrusting(dataDirectory, tuning);
    EmbeddedWarehouse warehouse = new EmbeddedWarehouse(server, dataDirectory, Secrets.hex(32));
    try {
      warehouse.requirePasswords();
      return warehouse;
    } catch (IOException | SQLException e) {
      warehouse.close();
      throw new IOException("Cannot secure the embedded PostgreSQL in " + dataDirectory, e);
    }
  }

  private static EmbeddedPostgres startTrusting(Path dataDirectory, PostgresTuning tuning)
      throws IOException {
    PostgresCache cache = PostgresCache.ofUser();
    try {
      return startOver(dataDirectory, tuning, cache);
    } catch (IOException | IllegalStateException first) {
      cache.forgetInitialised();
      try {
        return startOver(dataDirectory, tuning, cache);
      } catch (IOException | IllegalStateException e) {
        Folders.delete(dataDirectory);
        throw new IOException(
            "Cannot start the embedded PostgreSQL in "
                + dataDirectory
                + ". As root it needs user namespaces (try: unshare -U true), or else be an"
                + " ordinary user.",
            e);
      }
    }
  }

  private static EmbeddedPostgres startOver(
      Path dataDirectory, PostgresTuning tuning, PostgresCache cache) throws IOException {
    Folders.delete(dataDirectory);
    cache.initialise(dataDirectory);
    EmbeddedPostgres.Builder builder =
        cache
            .newServer()
            .setDataDirectory(dataDirectory)
            .setPGStartupWait(STARTUP_LIMIT)
            .setServerConfig("listen_addresses", HOST)
            .setServerConfig("unix_socket_directories", "");
    tuning.settings().forEach(builder::setServerConfig);
    return builder.start();
  }

  /** The library initialises the server to trust anyone; from here on, only a password does. */
  private void requirePasswords() throws IOException, SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("alter role " + SUPERUSER + " password '" + password + "'");
      Files.writeString(
          dataDirectory.resolve("pg_hba.conf"), "host all all " + HOST + "/32 scram-sha-256\n");
      statement.execute("select pg_reload_conf()");
    }
  }

  /** Where it listens: the loopback interface, by address. */
  public String host() {
    return HOST;
  }

  /** The port, free when the server started. */
  public int port() {
    return server.getPort();
  }

  /** The database that every server has. */
  public String database() {
    return "postgres";
  }

  /** The superuser. */
  public String username() {
    return SUPERUSER;
  }

  /** The superuser's password. */
  public String password() {
    return password;
  }

  /** The URL of {@link #database()}, without credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://" + HOST + ":" + port() + "/" + database();
  }

  /** Stops the server, waits until it is gone, and deletes its data. */
  @Override
  public void close() throws IOException {
    Optional<ProcessHandle> postmaster = postmaster();
    server.close(); // waits for 5 s, and goes on if that was not enough
    if (!awaitStopped()) {
      postmaster.ifPresent(ProcessHandle::destroyForcibly);
    }
    Folders.delete(dataDirectory);
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    return Files.exists(pidFile())
        ? ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile()).get(0).strip()))
        : Optional.empty();
  }

  /** The server deletes this file last of all; its process may stay on as a zombie for a while. */
  private boolean awaitStopped() {
    long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
    while (Files.exists(pidFile()) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_INTERVAL.toNanos());
    }
    return Files.notExists(pidFile());
  }

  private Path pidFile() {
    return dataDirectory.resolve("postmaster.pid");
  }
}
