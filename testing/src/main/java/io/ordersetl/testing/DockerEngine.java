package io.ordersetl.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/**
 * The Docker engine that containers run on, where there is one, asked by the {@code docker}
 * command.
 *
 * <p>What is missing skips a test, and says so, unless {@code
 * -Dorders-etl.containers.required=true} makes that a failure. Testcontainers is not asked: without
 * a registry it looks for its own helper image for minutes, and then fails.
 */
final class DockerEngine {

  private static final String REQUIRED = "orders-etl.containers.required";
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
  private static final Duration PULL_LIMIT = Duration.ofMinutes(5);

  private record Answer(boolean succeeded, String text) {}

  private DockerEngine() {}

  /** Makes sure that an image is there, pulling it where it is not. */
  static void require(String image) {
    Answer engine = docker(ANSWER_LIMIT, "version", "--format", "{{.Server.Version}}");
    if (!engine.succeeded()) {
      throw missing("No Docker engine answers: " + engine.text());
    }
    if (docker(ANSWER_LIMIT, "image", "inspect", "--format", "{{.Id}}", image).succeeded()) {
      return;
    }
    Answer pull = docker(PULL_LIMIT, "pull", "--quiet", image);
    if (!pull.succeeded()) {
      throw missing("Image " + image + " is neither there nor can be pulled: " + pull.text());
    }
  }

  private static RuntimeException missing(String reason) {
    return Boolean.getBoolean(REQUIRED)
        ? new IllegalStateException(reason + " (-D" + REQUIRED + "=true)")
        : new TestAbortedException(reason + "; skipped, since -D" + REQUIRED + " is not true");
  }

  private static Answer docker(Duration limit, String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      return answer(new ProcessBuilder(command).redirectErrorStream(true).start(), limit);
    } catch (IOException e) {
      return new Answer(false, "there is no docker command");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(false, "interrupted");
    }
  }

  private static Answer answer(Process process, Duration limit)
      throws IOException, InterruptedException {
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        return new Answer(false, "no answer within " + limit.toSeconds() + " s");
      }
      String text = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return new Answer(process.exitValue() == 0, text);
    } finally {
      process.destroyForcibly();
    }
  }
}
