package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No value of a secret appears in what a task logs, at any level, answers, stages, exports, leaves
 * in its scratch space or shows in the list of processes, however it ends.
 *
 * <p>Every planted value has {@link #MARK} in it, in which nothing would ever be escaped: it is
 * found in whatever way a value is quoted.
 */
@Tag("servers")
class SecretsTest {
  private static final String MARK = "pl4nted";
  private static final String PLANTED = MARK + "-S3cret/value+1";
  private static final String ODD = MARK + " 'quote\" %s%25\\n${x}{}\tend";
  private static final String TWO_LINES = MARK + "\n" + MARK;
  private static final String NOBODY = "http://127.0.0.1:1"; // refuses connections

  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void arrange() throws Exception {
    environment.putAll(objectStore.environment());
    environment.putAll(warehouse.environment());
    environment.put("RUN_ID", "secrets");
    environment.put("AS_OF_DATE", "2026-11-22");
    environment.put("PIPELINE_URI", objectStore.uri("pipeline"));
    // Whoever looks for a fault turns everything on; the SDK is asked by its own name.
    environment.put(
        "JAVA_TOOL_OPTIONS",
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=trace"
            + " -Dorg.slf4j.simpleLogger.log.software.amazon.awssdk=trace");
    SmallPipeline.upload(objectStore);
    try (Connection connection = warehouse.connection()) {
      SmallPipeline.createDimension(connection, "if_common");
    }
  }

  /** The task to run, the variables to change, the exit status. */
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(Task.EXTRACT, Map.of("AWS_SECRET_ACCESS_KEY", PLANTED), 78),
        Arguments.of(Task.EXTRACT, Map.of("AWS_SECRET_ACCESS_KEY", ODD), 78),
        Arguments.of(Task.EXTRACT, Map.of("AWS_ACCESS_KEY_ID", PLANTED), 78),
        Arguments.of(Task.EXTRACT, Map.of("AWS_ACCESS_KEY_ID", TWO_LINES), 78),
        Arguments.of(Task.EXTRACT, Map.of("AWS_SESSION_TOKEN", TWO_LINES), 78),
        Arguments.of(Task.EXTRACT, Map.of("POSTGRES_PASSWORD", ODD), 78),
        Arguments.of(Task.EXTRACT, Map.of("POSTGRES_PASSWORD", TWO_LINES), 78),
        Arguments.of(Task.EXTRACT, Map.of("POSTGRES_USERNAME", "x", "POSTGRES_PORT", "1"), 75),
        Arguments.of(Task.EXTRACT, Map.of("S3_ENDPOINT", NOBODY, "AWS_SESSION_TOKEN", ODD), 78),
        Arguments.of(Task.EXTRACT, Map.of("S3_ENDPOINT", NOBODY, "AWS_SESSION_TOKEN", PLANTED), 75),
        Arguments.of(Task.EXTRACT, Map.of("S3_ENDPOINT", userInfo("http")), 78),
        Arguments.of(Task.EXTRACT, Map.of("SOURCE_S3_ENDPOINT", userInfo("ftp")), 78),
        Arguments.of(Task.EXTRACT, Map.of("SOURCE_URI", userInfo("s3")), 78),
        Arguments.of(Task.EXTRACT, Map.of("PIPELINE_URI", userInfo("s3")), 78),
        Arguments.of(Task.EXTRACT, Map.of("PIPELINE_URI", userInfo("https")), 78),
        Arguments.of(Task.EXTRACT, Map.of("POSTGRES_HOST", "user:" + PLANTED + "@host"), 78),
        Arguments.of(Task.EXTRACT, Map.of("POSTGRES_HOST", "h/d?password=" + MARK), 78),
        Arguments.of(Task.EXTRACT, Map.of("RUN_ID", ""), 78),
        Arguments.of(
            Task.TRANSFORM,
            Map.of(
                "AWS_ACCESS_KEY_ID",
                "",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                NOBODY + "/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                PLANTED),
            78),
        Arguments.of(Task.TRANSFORM, Map.of("http_proxy", userInfo("http")), 66), // no URL
        Arguments.of(
            Task.TRANSFORM, Map.of("http_proxy", "http://user:" + MARK + "@127.0.0.1:1"), 75),
        Arguments.of(Task.TRANSFORM, Map.of("AWS_SECRET_ACCESS_KEY", PLANTED), 78),
        Arguments.of(Task.TRANSFORM, Map.of("RUN_ID", "another"), 66),
        Arguments.of(Task.LOAD, Map.of("AWS_SECRET_ACCESS_KEY", PLANTED), 78),
        Arguments.of(Task.LOAD, Map.of("RUN_ID", "another"), 66));
  }

  private static String userInfo(String scheme) {
    return scheme + "://user:" + PLANTED + "@127.0.0.1:1";
  }

  @ParameterizedTest(name = "[{index}] {0} ends with {2}")
  @MethodSource("failures")
  void areInNothingThatAFailingTaskSays(Task task, Map<String, String> changes, int status)
      throws Exception {
    environment.putAll(changes);

    assertThat(run(task)).startsWith("exit " + status + "\n");
  }

  @ParameterizedTest(name = "from files: {0}")
  @ValueSource(booleans = {false, true})
  void areInNothingThatAWholeRunSaysOrLeaves(boolean fromFiles) throws Exception {
    createRole("planted", ODD);
    environment.put("POSTGRES_USERNAME", "planted");
    environment.put("POSTGRES_PASSWORD", ODD);
    if (fromFiles) {
      intoFiles("POSTGRES_PASSWORD", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    }

    try {
      for (Task task : Task.values()) {
        assertThat(run(task)).startsWith("exit 0\n");
      }

      for (String key : objectStore.list("")) {
        assertNoSecret(key, objectStore.text(key));
      }
    } finally {
      dropRole("planted");
    }
  }

  @Test
  void areNotInAFailedLogin() throws Exception {
    run(Task.EXTRACT);
    run(Task.TRANSFORM);
    environment.put("POSTGRES_PASSWORD", PLANTED);

    assertThat(run(Task.LOAD)).startsWith("exit 78\n").contains("POSTGRES_PASSWORD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POSTGRES_PASSWORD", "AWS_SECRET_ACCESS_KEY"})
  void areNotInTheFailureOfAFileThatHoldsThem(String variable) throws Exception {
    Path file = Files.writeString(Files.createTempFile("secret", ""), PLANTED);
    environment.put(variable + "_FILE", file.toString());

    assertThat(run(Task.EXTRACT)).startsWith("exit 78\n").contains("set one of them");

    Files.delete(file);
  }

  /** Moves secrets from their variables to the files of their twins. */
  private void intoFiles(String... variables) throws IOException {
    Path secrets = Files.createDirectories(folder.resolve("secrets"));
    for (String variable : variables) {
      Path file = Files.writeString(secrets.resolve(variable), environment.remove(variable) + "\n");
      environment.put(variable + "_FILE", file.toString());
    }
  }

  private void createRole(String role, String password) throws SQLException {
    try (Connection connection = warehouse.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create role " + role + " login password '" + password.replace("'", "''") + "'");
      statement.execute("grant create on database " + warehouse.database() + " to " + role);
      statement.execute("grant usage on schema if_common to " + role);
      statement.execute("grant select on if_common.kinds to " + role);
    }
  }

  private void dropRole(String role) throws SQLException {
    try (Connection connection = warehouse.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop owned by " + role + " cascade");
      statement.execute("drop role " + role);
    }
  }

  /** All that a task's process writes, after its exit status; asserted to hold no secret. */
  private String run(Task task) throws IOException, InterruptedException {
    Path temporary = Files.createDirectories(folder.resolve("scratch"));
    ObservedProcess process = ObservedProcess.run(task, temporary, environment);
    assertNoSecret("the log and the result", process.output());
    assertThat(process.commandLines()).anyMatch(line -> line.contains(task.mainClass()));
    process.commandLines().forEach(line -> assertNoSecret("the list of processes", line));
    try (Stream<Path> left = Files.walk(temporary)) {
      for (Path file : left.filter(Files::isRegularFile).toList()) {
        assertNoSecret(file.toString(), Files.readString(file, ISO_8859_1));
      }
    }
    return "exit " + process.exitCode() + "\n" + process.output();
  }

  private void assertNoSecret(String where, String text) {
    List<String> secrets =
        List.of(
            MARK,
            warehouse.environment().get("POSTGRES_PASSWORD"),
            objectStore.environment().get("AWS_SECRET_ACCESS_KEY"),
            objectStore.environment().get("AWS_ACCESS_KEY_ID"));
    assertThat(text).as(where).doesNotContain(secrets.toArray(String[]::new));
  }
}
