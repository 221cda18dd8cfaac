package io.ordersetl.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordersetl.task.DatasetCounts;
import io.ordersetl.task.RejectionCount;
import java.util.List;

/**
 * What a task said in the last line of its standard output.
 *
 * @param message why it failed; null where it did not, or did not get to say
 * @param outputs URIs of the files it wrote for people
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TaskResult(
    String message,
    List<DatasetCounts> datasets,
    List<RejectionCount> rejections,
    List<String> warnings,
    List<String> outputs) {

  private static final JsonMapper JSON = new JsonMapper();

  TaskResult {
    datasets = copy(datasets);
    rejections = copy(rejections);
    warnings = copy(warnings);
    outputs = copy(outputs);
  }

  private static <T> List<T> copy(List<T> values) {
    return values == null ? List.of() : List.copyOf(values);
  }

  /** Reads the line; a task that was killed has not written one. */
  static TaskResult parse(String line) {
    try {
      return line.startsWith("{") ? JSON.readValue(line, TaskResult.class) : nothing();
    } catch (JsonProcessingException e) {
      return nothing();
    }
  }

  private static TaskResult nothing() {
    return new TaskResult(null, null, null, null, null);
  }
}
