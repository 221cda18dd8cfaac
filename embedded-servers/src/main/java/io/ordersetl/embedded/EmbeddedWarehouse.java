package io.ordersetl.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real PostgreSQL 18 server, started as a child process on a random port of the loopback
 * interface and stopped, its data deleted, by {@link #close()}.
 *
 * <p>Its programs are unpacked once into {@code orders-etl-postgres-USER} under {@code
 * java.io.tmpdir} and kept there (about 60 MB), so that a second start takes a second or two; the
 * folder may be deleted at any time no server runs. When root starts it, the programs run in a user
 * namespace of their own ({@code unshare -U}), since PostgreSQL refuses to run as root.
 *
 * <p>Every connection needs a password (SCRAM); the one of the superuser is made up at each start.
 * No shutdown hook is registered: whoever starts a server closes it.
 */
public final class EmbeddedWarehouse implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final String SUPERUSER = "postgres";
  private static final Duration STARTUP_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final EmbeddedPostgres server;
  private final Path dataDirectory;
  private final String password;

  private EmbeddedWarehouse(EmbeddedPostgres server, Path dataDirectory, String password) {
    this.server = server;
    this.dataDirectory = dataDirectory;
    this.password = password;
  }

  /**
   * Starts a server over a folder that is created, and emptied where it already is there.
   *
   * @throws IOException where the server can't be unpacked, initialised or started; there is
   *     nothing to close then
   */
  public static EmbeddedWarehouse start(Path dataDirectory, PostgresTuning tuning)
      throws IOException {
    EmbeddedPostgres server = start(dataDirectory, tuning, programsFolder());
    EmbeddedWarehouse warehouse = new EmbeddedWarehouse(server, dataDirectory, Secrets.hex(32));
    try {
      warehouse.requirePasswords();
      return warehouse;
    } catch (IOException | SQLException e) {
      warehouse.close();
      throw new IOException("Cannot secure the embedded PostgreSQL in " + dataDirectory, e);
    }
  }

  private static EmbeddedPostgres start(Path dataDirectory, PostgresTuning tuning, Path programs)
      throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(dataDirectory)
            .setOverrideWorkingDirectory(programs.toFile())
            .setCleanDataDirectory(true)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(STARTUP_LIMIT)
            .setLocaleConfig("locale", "C")
            .setServerConfig("listen_addresses", HOST)
            .setServerConfig("unix_socket_directories", "");
    tuning.settings().forEach(builder::setServerConfig);
    try {
      return builder.start();
    } catch (IllegalStateException e) {
      throw new IOException(
          "Cannot start the embedded PostgreSQL in "
              + dataDirectory
              + ". As root it needs user namespaces (try: unshare -U true); otherwise run as an"
              + " ordinary user.",
          e);
    }
  }

  private static Path programsFolder() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "orders-etl-postgres-" + System.getProperty("user.name"));
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

  /** Stops the server, waits until its processes are gone, and deletes its data. */
  @Override
  public void close() throws IOException {
    Optional<ProcessHandle> postmaster = postmaster();
    server.close();
    postmaster.ifPresent(EmbeddedWarehouse::awaitExit);
    Folders.delete(dataDirectory);
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    Path file = dataDirectory.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(file, UTF_8).get(0).strip()));
  }

  private static void awaitExit(ProcessHandle postmaster) {
    try {
      postmaster.onExit().get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      postmaster.destroyForcibly();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          new IOException("Cannot tell whether PostgreSQL stopped", e.getCause()));
    } catch (InterruptedException e) {
      postmaster.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
