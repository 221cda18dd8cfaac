package io.ordersetl.task;

import java.time.LocalDate;
import java.util.List;

/**
 * What a task has to say about a run that went well, or as far as it went.
 *
 * @param asOfDate the day the figures hold for
 * @param outputs URIs of files that people may want to open: rejects, exports
 */
public record TaskOutcome(
    Status status,
    LocalDate asOfDate,
    List<DatasetCounts> datasets,
    List<RejectionCount> rejections,
    List<String> warnings,
    List<String> outputs) {

  /** How a task ended, for people and machines. */
  public enum Status {
    SUCCEEDED,
    UNCHANGED,
    DRY_RUN,
    FAILED
  }

  public TaskOutcome {
    datasets = List.copyOf(datasets);
    rejections = List.copyOf(rejections);
    warnings = List.copyOf(warnings);
    outputs = List.copyOf(outputs);
  }
}
