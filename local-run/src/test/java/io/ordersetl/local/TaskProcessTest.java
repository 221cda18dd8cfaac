package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskProcessTest {

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @Test
  void readsTheResultFromTheLastLineAndPassesTheLogOn() throws Exception {
    TaskReport report =
        run("echo starting; echo reading >&2; echo '{\"message\":\"bad rows\"}'; exit 65");

    assertThat(report.exitCode()).isEqualTo(65);
    assertThat(report.result().message()).isEqualTo("bad rows");
    assertThat(log.toString(UTF_8)).isEqualTo("  reading\n");
  }

  @Test
  void givesTheTaskNothingButTheEnvironmentItShouldHave() throws Exception {
    TaskReport report = run("/usr/bin/env >&2");

    assertThat(report.succeeded()).isTrue();
    assertThat(log.toString(UTF_8).lines().map(String::strip))
        .contains("RUN_ID=run 1")
        .noneMatch(line -> line.matches("(PATH|HOME|USER|JAVA_HOME)=.+") && !line.contains("bin:"));
  }

  @Test
  void endsAProcessThatStillRuns() throws Exception {
    TaskProcess process = start("exec sleep 600");
    assertThat(process.isAlive()).isTrue();

    process.close();

    assertThat(process.isAlive()).isFalse();
  }

  private TaskReport run(String script) throws Exception {
    try (TaskProcess process = start(script)) {
      return process.await(Task.EXTRACT, new PrintStream(log, true, UTF_8));
    }
  }

  private static TaskProcess start(String script) throws Exception {
    return TaskProcess.start(List.of("/bin/sh", "-c", script), Map.of("RUN_ID", "run 1"));
  }
}
