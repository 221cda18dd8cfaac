package io.ordersetl.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;

/** The last line a task writes to standard output. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskResult(
    String task,
    String version,
    @JsonProperty("run_id") String runId,
    @JsonProperty("as_of_date") String asOfDate,
    String status,
    @JsonProperty("exit_code") int exitCode,
    double seconds,
    String message,
    List<DatasetCounts> datasets,
    List<RejectionCount> rejections,
    List<String> warnings,
    List<String> outputs) {

  private static final JsonMapper JSON = new JsonMapper();

  static TaskResult of(TaskRun run, TaskOutcome outcome, ExitCode exitCode, String message) {
    return new TaskResult(
        run.task(),
        ProductVersion.current(),
        run.runId(),
        outcome.asOfDate() == null ? null : outcome.asOfDate().toString(),
        outcome.status().name().toLowerCase(Locale.ROOT),
        exitCode.status(),
        run.seconds(),
        message,
        outcome.datasets(),
        outcome.rejections(),
        outcome.warnings(),
        outcome.outputs());
  }

  String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of strings and numbers is always JSON", e);
    }
  }
}
