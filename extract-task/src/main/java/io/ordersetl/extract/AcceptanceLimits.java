package io.ordersetl.extract;

import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.staging.Manifest;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.task.Failures;
import io.ordersetl.task.TaskFailure;
import io.ordersetl.task.TaskOutcome.Status;
import io.ordersetl.task.TaskRefused;
import java.util.Locale;

/** Stops a run whose input is too bad or too small to be published. */
final class AcceptanceLimits {
  private AcceptanceLimits() {}

  /** Exit 65 where a dataset is over its quarantine limit or under its minimum of rows. */
  static void refuseExceeded(PipelineDefinition definition, Manifest manifest, RunStaging staging) {
    Failures failures = new Failures();
    for (StagedDataset dataset : manifest.datasets()) {
      Contract contract = definition.contract(dataset.name()).orElseThrow();
      refuseTooManyRejects(contract, dataset, staging, failures);
      refuseTooFewRows(contract, dataset, failures);
    }
    try {
      failures.throwAny();
    } catch (TaskFailure failure) {
      throw new TaskRefused(failure, ExtractOutcome.of(manifest, Status.FAILED, staging));
    }
  }

  private static void refuseTooManyRejects(
      Contract contract, StagedDataset dataset, RunStaging staging, Failures failures) {
    if (!contract.quarantine().accepts(dataset.rowsRejected(), dataset.rowsRead())) {
      failures.add(
          TaskFailure.dataUnacceptable(
              String.format(
                  Locale.ROOT,
                  "%s: %d of %d rows (%.2f %%) were rejected, over the limit (%s); nothing is"
                      + " published. What is wrong with each row is in %s: correct the export, or"
                      + " the contract, and run again",
                  dataset.name(),
                  dataset.rowsRejected(),
                  dataset.rowsRead(),
                  100.0 * dataset.rowsRejected() / dataset.rowsRead(),
                  contract.quarantine(),
                  staging.resolve(dataset.rejects().path()))));
    }
  }

  private static void refuseTooFewRows(
      Contract contract, StagedDataset dataset, Failures failures) {
    if (dataset.rowsStaged() < contract.minimumRows()) {
      failures.add(
          TaskFailure.dataUnacceptable(
              dataset.name()
                  + ": expected at least "
                  + contract.minimumRows()
                  + " good rows (minimumRows), found "
                  + dataset.rowsStaged()
                  + "; nothing is published. Check whether the export was complete"));
    }
  }
}
