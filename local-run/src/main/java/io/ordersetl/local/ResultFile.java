package io.ordersetl.local;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordersetl.task.DatasetCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code result.json} says of a run: the tasks that ran, in their order. */
record ResultFile(
    @JsonProperty("run_id") String runId,
    @JsonProperty("as_of_date") String asOfDate,
    List<RanTask> tasks) {

  /**
   * A task that ran.
   *
   * @param seconds wall time of its process
   */
  record RanTask(
      String task,
      @JsonProperty("exit_code") int exitCode,
      double seconds,
      List<DatasetCounts> datasets) {}

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  static ResultFile of(Run run, List<TaskReport> reports) {
    return new ResultFile(
        run.id(), run.asOf().toString(), reports.stream().map(ResultFile::ran).toList());
  }

  private static RanTask ran(TaskReport report) {
    return new RanTask(
        report.task().title(),
        report.exitCode(),
        Math.round(report.seconds() * 1000) / 1000.0,
        report.result().datasets());
  }

  void write(Path file) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(this) + "\n");
  }
}
