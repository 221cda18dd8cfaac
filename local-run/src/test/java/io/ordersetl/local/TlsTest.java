package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.embedded.EmbeddedObjectStore;
import io.ordersetl.embedded.EmbeddedWarehouse;
import io.ordersetl.embedded.PostgresTuning;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A warehouse and an S3 server whose certificates a private authority has signed, for the name
 * localhost: by their address they are another host.
 */
class TlsTest {
  @TempDir static Path shared;
  @TempDir Path folder;

  private static PrivateAuthority authority;
  private static PrivateAuthority another;
  private static EmbeddedWarehouse warehouse;
  private static EmbeddedObjectStore objectStore;
  private static EmbeddedObjectStore plainObjectStore;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeAll
  static void start() throws Exception {
    authority = PrivateAuthority.of(shared.resolve("authority"), "localhost");
    another = PrivateAuthority.of(shared.resolve("another"), "localhost");
    warehouse =
        EmbeddedWarehouse.start(
            shared.resolve("warehouse"),
            PostgresTuning.small()
                .with("ssl", "on")
                .with("ssl_cert_file", authority.certificateFile().toString())
                .with("ssl_key_file", authority.keyFile().toString()));
    Path objects = shared.resolve("objects");
    objectStore = EmbeddedObjectStore.startSecure(objects, authority.serverContext());
    plainObjectStore = EmbeddedObjectStore.start(shared.resolve("plain"));
    write(objects.resolve("orders/orders_data/things.csv"), "a\n1\n2\n");
    write(shared.resolve("plain/orders/orders_data/things.csv"), "a\n1\n2\n");
    try (Connection connection = connect()) {
      SmallPipeline.createDimension(connection, "if_common");
    }
  }

  private static Connection connect() throws Exception {
    return DriverManager.getConnection(
        warehouse.jdbcUrl(), warehouse.username(), warehouse.password());
  }

  private static void write(Path file, String content) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @AfterAll
  static void stop() throws Exception {
    objectStore.close();
    plainObjectStore.close();
    warehouse.close();
  }

  @BeforeEach
  void arrange() throws Exception {
    write(folder.resolve("sources/things.json"), SmallPipeline.THINGS);
    write(folder.resolve("dimensions/kinds.json"), SmallPipeline.KINDS);
    write(folder.resolve("models/totals.json"), SmallPipeline.TOTALS);
    write(folder.resolve("models/totals.sql"), SmallPipeline.TOTALS_SQL);
    environment.put("S3_ENDPOINT", "https://localhost:" + objectStore.endpoint().getPort());
    environment.put("AWS_ACCESS_KEY_ID", objectStore.accessKey());
    environment.put("AWS_SECRET_ACCESS_KEY", objectStore.secretKey());
    environment.put("SOURCE_URI", "s3://orders/orders_data");
    environment.put("STAGING_URI", "s3://orders/staging");
    environment.put("EXPORT_URI", "s3://orders/analytics_export");
    environment.put("PIPELINE_URI", folder.toString());
    environment.put("POSTGRES_HOST", "localhost");
    environment.put("POSTGRES_PORT", Integer.toString(warehouse.port()));
    environment.put("POSTGRES_DATABASE", warehouse.database());
    environment.put("POSTGRES_USERNAME", warehouse.username());
    environment.put("POSTGRES_PASSWORD", warehouse.password());
    environment.put("POSTGRES_SSLMODE", "verify-full");
    environment.put("CA_CERTIFICATES", authority.pem());
    environment.put("RUN_ID", "tls-" + System.nanoTime());
  }

  @Test
  void isTrustedByTheAuthoritiesThatTheVariableHolds() throws Exception {
    environment.put("CA_CERTIFICATES", "# ours\n" + another.pem() + "# theirs\n" + authority.pem());

    assertAllTasksSucceed();
  }

  @Test
  void isTrustedByTheAuthoritiesThatTheFileHolds() throws Exception {
    Path file = Files.writeString(shared.resolve("ca.pem"), authority.pem());
    environment.remove("CA_CERTIFICATES");
    environment.put("CA_CERTIFICATES_FILE", file.toString());

    assertAllTasksSucceed();
  }

  private void assertAllTasksSucceed() {
    for (Task task : Task.values()) {
      TaskReport report = InProcessTask.run(task, environment);
      assertThat(report.exitCode()).as("%s: %s", task, report.result().message()).isZero();
    }
  }

  @Test
  void needsNoOtherNameUnderVerifyCa() {
    environment.put("POSTGRES_HOST", "127.0.0.1");
    environment.put("POSTGRES_SSLMODE", "verify-ca");

    TaskReport report = InProcessTask.run(Task.EXTRACT, environment);

    assertThat(report.result().message()).isNull();
  }

  /** Who is not trusted, the variables that make it so, and what the message says. */
  static Stream<Arguments> refusals() throws Exception {
    String elsewhere = "https://127.0.0.1:" + objectStore.endpoint().getPort();
    return Stream.of(
        Arguments.of("S3: ", Map.of("CA_CERTIFICATES", another.pem()), "unable to find"),
        Arguments.of("S3: ", Map.of("CA_CERTIFICATES", ""), "unable to find"),
        Arguments.of("S3: ", Map.of("S3_ENDPOINT", elsewhere), "127.0.0.1"),
        Arguments.of("PostgreSQL: ", Map.of("POSTGRES_HOST", "127.0.0.1"), "127.0.0.1"),
        Arguments.of("PostgreSQL: ", plain(another.pem(), "verify-full"), "unable to find"),
        Arguments.of("PostgreSQL: ", plain(another.pem(), "verify-ca"), "unable to find"),
        Arguments.of("PostgreSQL: ", plain("", "verify-full"), "unable to find"));
  }

  /** S3 without TLS, so that it is the warehouse that is refused. */
  private static Map<String, String> plain(String authorities, String sslMode) {
    return Map.of(
        "S3_ENDPOINT",
        plainObjectStore.endpoint().toString(),
        "AWS_ACCESS_KEY_ID",
        plainObjectStore.accessKey(),
        "AWS_SECRET_ACCESS_KEY",
        plainObjectStore.secretKey(),
        "CA_CERTIFICATES",
        authorities,
        "POSTGRES_SSLMODE",
        sslMode);
  }

  @ParameterizedTest(name = "[{index}] {0}{2}")
  @MethodSource("refusals")
  void isRefusedWithTheReason(String server, Map<String, String> changes, String why) {
    environment.putAll(changes);

    TaskReport report = InProcessTask.run(Task.EXTRACT, environment);

    assertThat(report.result().message())
        .startsWith(server)
        .contains("the server's certificate was refused", why, "CA_CERTIFICATES");
    assertThat(report.exitCode()).isEqualTo(78);
  }

  @Test
  void isMissedWhereTheServerHasNone() throws Exception {
    try (EmbeddedWarehouse open =
        EmbeddedWarehouse.start(shared.resolve("open"), PostgresTuning.small())) {
      environment.put("POSTGRES_PORT", Integer.toString(open.port()));

      TaskReport report = InProcessTask.run(Task.EXTRACT, environment);

      assertThat(report.result().message())
          .contains("does not support SSL", "check POSTGRES_SSLMODE");
      assertThat(report.exitCode()).isEqualTo(78);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"})
  void isNotAskedForWhereTheAuthoritiesCantBeRead(String text) {
    environment.put("CA_CERTIFICATES", text);

    TaskReport report = InProcessTask.run(Task.EXTRACT, environment);

    assertThat(report.result().message()).contains("CA_CERTIFICATES: ");
    assertThat(report.exitCode()).isEqualTo(78);
  }
}
