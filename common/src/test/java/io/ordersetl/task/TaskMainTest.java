package io.ordersetl.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.task.TaskMain.Work;
import io.ordersetl.task.TaskOutcome.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TaskMainTest {
  private static final TaskOutcome OUTCOME =
      new TaskOutcome(
          Status.SUCCEEDED,
          LocalDate.of(2026, 11, 22),
          List.of(DatasetCounts.checked("orders", 3, 2, 1)),
          List.of(new RejectionCount("orders", "quantity", "type", 1, "orders.csv line 3: two")),
          List.of("a warning"),
          List.of("s3://bucket/rejects"));

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @Test
  void endsWithTheResultAsOneLineOfJson() {
    int status = run(environment -> OUTCOME);

    assertThat(status).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"task\":\"extract\",\"version\":\"%s\",\"run_id\":\"r\",\"as_of_date\":\"2026-11-22\","
                    .formatted(ProductVersion.current())
                + "\"status\":\"succeeded\",\"exit_code\":0,\"seconds\":0.0,\"datasets\":["
                + "{\"name\":\"orders\",\"rows_read\":3,\"rows_staged\":2,\"rows_rejected\":1,"
                + "\"rows_published\":0}],\"rejections\":[{\"dataset\":\"orders\",\"column\":"
                + "\"quantity\",\"rule\":\"type\",\"rows\":1,\"example\":\"orders.csv line 3: two\"}],"
                + "\"warnings\":[\"a warning\"],\"outputs\":[\"s3://bucket/rejects\"]}\n");
  }

  @ParameterizedTest
  @EnumSource(ExitCode.class)
  void endsWithTheStatusOfAFailure(ExitCode exitCode) {
    int status =
        run(
            environment -> {
              throw TaskFailure.of(exitCode, "what went wrong", new IllegalStateException("cause"));
            });

    assertThat(status).isEqualTo(exitCode.status());
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"message\":\"what went wrong\"", "\"exit_code\":" + exitCode.status());
  }

  @Test
  void tellsWhatWasFoundOutBeforeAFailure() {
    int status =
        run(
            environment -> {
              throw new TaskRefused(TaskFailure.dataUnacceptable("too many"), OUTCOME);
            });

    assertThat(status).isEqualTo(65);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("\"message\":\"too many\"", "\"rows_rejected\":1", "s3://bucket/rejects");
  }

  @Test
  void takesWhatIsNoTaskFailureForABug() {
    int status =
        run(
            environment -> {
              throw new IllegalStateException("unexpected");
            });

    assertThat(status).isEqualTo(70);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("This is a bug", "unexpected");
  }

  @Test
  void showsItsVersion() {
    int status = main().run(new String[] {"--version"}, Map.of(), environment -> OUTCOME);

    assertThat(status).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .matches("extract-task [0-9]+\\.[0-9]+\\.[0-9]+\\S*\n");
  }

  @Test
  void refusesArgumentsItDoesNotKnow() {
    int status = main().run(new String[] {"--dry-run"}, Map.of(), environment -> OUTCOME);

    assertThat(status).isEqualTo(64);
  }

  private int run(Work work) {
    return main().run(new String[0], Map.of("RUN_ID", "r"), work);
  }

  private TaskMain main() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);
    return new TaskMain(
        "extract", "A summary.", clock, new PrintStream(out, true, StandardCharsets.UTF_8));
  }
}
