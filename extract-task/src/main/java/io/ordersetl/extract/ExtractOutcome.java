package io.ordersetl.extract;

import io.ordersetl.staging.Manifest;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.task.DatasetCounts;
import io.ordersetl.task.TaskOutcome;
import io.ordersetl.task.TaskOutcome.Status;

/** What extract-task tells of a manifest, committed or refused. */
final class ExtractOutcome {
  private ExtractOutcome() {}

  static TaskOutcome of(Manifest manifest, Status status, RunStaging staging) {
    return new TaskOutcome(
        status,
        manifest.asOfDate(),
        manifest.datasets().stream()
            .map(
                dataset ->
                    DatasetCounts.checked(
                        dataset.name(),
                        dataset.rowsRead(),
                        dataset.rowsStaged(),
                        dataset.rowsRejected()))
            .toList(),
        manifest.rejections(),
        manifest.warnings(),
        manifest.datasets().stream()
            .map(dataset -> staging.resolve(dataset.rejects().path()).toString())
            .toList());
  }
}
