package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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

/** No value of a secret appears in what a task logs, answers or stages, however it ends. */
@Tag("servers")
class SecretsTest {
  private static final String PLANTED = "pl4nted-S3cret/value+1";

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
    objectStore.put(
        "pipeline/sources/things.json", "{\"columns\": [{\"name\": \"a\", \"type\": \"bigint\"}]}");
    objectStore.put("orders_data/things.csv", "a\n1\n");
    try (Connection connection = warehouse.connection();
        Statement statement = connection.createStatement()) {
      statement.execute("create schema if_common");
    }
  }

  /** The task to run, a variable to change, its value, the exit status. */
  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(Task.EXTRACT, "AWS_SECRET_ACCESS_KEY", PLANTED, 78),
        Arguments.of(Task.EXTRACT, "AWS_ACCESS_KEY_ID", PLANTED, 78),
        Arguments.of(Task.EXTRACT, "S3_ENDPOINT", "http://127.0.0.1:1", 75),
        Arguments.of(Task.EXTRACT, "RUN_ID", "", 78),
        Arguments.of(Task.TRANSFORM, "AWS_SECRET_ACCESS_KEY", PLANTED, 78),
        Arguments.of(Task.TRANSFORM, "RUN_ID", "another", 66),
        Arguments.of(Task.LOAD, "AWS_SECRET_ACCESS_KEY", PLANTED, 78),
        Arguments.of(Task.LOAD, "RUN_ID", "another", 66));
  }

  @ParameterizedTest(name = "{0} with another {1} ends with {3}")
  @MethodSource("failures")
  void areInNothingThatAFailingTaskSays(Task task, String variable, String value, int status)
      throws Exception {
    environment.put(variable, value);

    assertThat(run(task)).startsWith("exit " + status);
  }

  @Test
  void areInNothingThatAWholeRunSaysOrStages() throws Exception {
    for (Task task : Task.values()) {
      assertThat(run(task)).startsWith("exit 0");
    }

    for (String key : objectStore.list("")) {
      assertNoSecret(objectStore.text(key));
    }
  }

  @Test
  void areNotInAFailedLogin() throws Exception {
    run(Task.EXTRACT);
    run(Task.TRANSFORM);
    environment.put("POSTGRES_PASSWORD", PLANTED);

    assertThat(run(Task.LOAD)).startsWith("exit 78").contains("POSTGRES_PASSWORD");
  }

  @Test
  void areNotInTheFailureOfAFileThatHoldsThem() throws Exception {
    Path file = Files.writeString(folder.resolve("password"), PLANTED);
    environment.put("POSTGRES_PASSWORD_FILE", file.toString());

    assertThat(run(Task.EXTRACT)).startsWith("exit 78").contains("set one of them");
  }

  /** All that a task's process writes, after its exit status; asserted to hold no secret. */
  private String run(Task task) throws IOException, InterruptedException {
    List<String> command = new TestTaskCommand().of(task, folder);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    process.getInputStream().transferTo(new PrintStream(said, true, UTF_8));
    String all = "exit " + process.waitFor() + "\n" + said.toString(UTF_8);
    assertNoSecret(all);
    return all;
  }

  private void assertNoSecret(String text) {
    assertThat(text)
        .doesNotContain(
            PLANTED,
            warehouse.environment().get("POSTGRES_PASSWORD"),
            objectStore.environment().get("AWS_SECRET_ACCESS_KEY"),
            objectStore.environment().get("AWS_ACCESS_KEY_ID"));
  }
}
