package io.ordersetl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentTest {
  @TempDir Path folder;

  @Test
  void reportsEveryProblemAtOnce() {
    Environment environment =
        new Environment(Map.of("PORT", "x", "SWITCH", "yes", "EMPTY", " ", "PASSWORD_FILE", "/no"));
    environment.required("MISSING");
    environment.required("EMPTY");
    environment.integer("PORT", 5432, 1, 65535);
    environment.flag("SWITCH");
    environment.requiredSecret("PASSWORD");
    environment.requiredSecret("KEY");

    assertThatThrownBy(environment::refuseProblems)
        .isInstanceOf(TaskFailure.class)
        .hasMessageContaining("MISSING: is not set")
        .hasMessageContaining("EMPTY: is not set")
        .hasMessageContaining("PORT: expected a whole number from 1 to 65535, found 'x'")
        .hasMessageContaining("SWITCH: expected true or false, found 'yes'")
        .hasMessageContaining("PASSWORD_FILE: can't read /no")
        .hasMessageContaining("KEY: is not set (neither is KEY_FILE)");
  }

  @Test
  void readsASecretFromTheFileItsTwinNames() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "p4ss\n");
    Environment environment = new Environment(Map.of("PASSWORD_FILE", file.toString()));

    assertThat(environment.requiredSecret("PASSWORD").reveal()).isEqualTo("p4ss");
    environment.refuseProblems();
  }

  @Test
  void refusesASecretThatIsGivenTwice() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "one");
    Environment environment =
        new Environment(Map.of("PASSWORD_FILE", file.toString(), "PASSWORD", "planted"));
    environment.requiredSecret("PASSWORD");

    assertThatThrownBy(environment::refuseProblems)
        .hasMessageContaining("PASSWORD: is set, and PASSWORD_FILE too")
        .hasMessageNotContaining("planted");
  }

  @Test
  void printsNoSecret() {
    assertThat(new Secret("planted")).hasToString("***");
  }
}
