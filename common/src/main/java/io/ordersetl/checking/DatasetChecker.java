package io.ordersetl.checking;

import io.ordersetl.dataset.Contract;
import io.ordersetl.staging.PartWriter;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.staging.StagedFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Checks every row of a dataset against its contract: good rows are staged as canonical CSV, bad
 * ones are written to the dataset's rejects with everything that is wrong with them.
 */
public final class DatasetChecker {
  private final RunStaging staging;
  private final String folder;
  private final String runId;
  private final long keyMemoryBytes;
  private final Executor uploads;

  /**
   * @param folder of this attempt, below the run's: nobody else writes there
   * @param keyMemoryBytes what may be spent on remembering a dataset's primary keys
   * @param uploads sends finished parts while the next ones are made
   */
  public DatasetChecker(
      RunStaging staging, String folder, String runId, long keyMemoryBytes, Executor uploads) {
    this.staging = staging;
    this.folder = folder;
    this.runId = runId;
    this.keyMemoryBytes = keyMemoryBytes;
    this.uploads = uploads;
  }

  /** Reads all inputs, in their order, as one dataset. */
  public CheckedDataset check(Contract contract, List<CheckInput> inputs) {
    byte[] header = (contract.header() + "\n").getBytes(StandardCharsets.UTF_8);
    PartWriter parts = new PartWriter(staging, folder + "/" + contract.name(), header, uploads);
    String rejectsPath = folder + "/rejects/" + contract.name() + ".csv";
    try (StagedFile rejectsFile = new StagedFile(staging, rejectsPath, Rejects.HEADER)) {
      Rejects rejects = new Rejects(runId, contract.name(), rejectsFile::writeRow);
      DatasetCheck check =
          new DatasetCheck(
              new RowCheck(contract, KeyColumns.of(contract, keyMemoryBytes)),
              new StagedLines(parts::write),
              rejects,
              Reading.usual());
      long rows = check.read(inputs);
      StagedDataset staged =
          new StagedDataset(
              contract.name(),
              rows,
              rows - rejects.rows(),
              rejects.rows(),
              parts.finish(),
              rejectsFile.finish());
      return new CheckedDataset(staged, rejects.counts());
    }
  }
}
