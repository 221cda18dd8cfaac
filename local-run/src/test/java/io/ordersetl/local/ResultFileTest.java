package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.task.DatasetCounts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

  private static final Run RUN = new Run("local-1", LocalDate.of(2026, 11, 22));

  @TempDir Path folder;

  @Test
  void saysWhichTasksRanAndWhatTheyCounted() throws Exception {
    TaskResult result =
        TaskResult.parse(
            """
            {"task":"extract","status":"failed","exit_code":65,"message":"too many",\
            "datasets":[{"name":"orders","rows_read":3,"rows_staged":2,"rows_rejected":1,\
            "rows_published":0}],"something_new":1}""");

    assertThat(result.message()).isEqualTo("too many");
    assertThat(written(new TaskReport(Task.EXTRACT, 65, 1.23456, result)))
        .isEqualToIgnoringWhitespace(
            """
            {"run_id":"local-1","as_of_date":"2026-11-22","tasks":[
              {"task":"extract","exit_code":65,"seconds":1.235,"datasets":[
                {"name":"orders","rows_read":3,"rows_staged":2,"rows_rejected":1,
                 "rows_published":0}]}]}
            """);
  }

  @Test
  void saysThatATaskRanWhichDidNotLiveToTell() throws Exception {
    for (String line : List.of("", "Killed", "{\"task\":\"extr")) {
      TaskReport report = new TaskReport(Task.EXTRACT, 137, 1, TaskResult.parse(line));

      assertThat(report.result().datasets()).isEqualTo(List.<DatasetCounts>of());
      assertThat(written(report)).contains("\"exit_code\" : 137", "\"datasets\" : [ ]");
    }
  }

  private String written(TaskReport report) throws Exception {
    Path file = folder.resolve("result.json");
    ResultFile.of(RUN, List.of(report)).write(file);
    return Files.readString(file);
  }
}
