package io.ordersetl.load.publish;

import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.Publication.Mode;
import io.ordersetl.load.target.TargetTable;
import io.ordersetl.staging.StagedDataset;

/** A dataset that a run publishes: what was staged, and the table it goes to. */
public record PublishedDataset(Contract contract, StagedDataset staged, TargetTable table) {
  public String name() {
    return contract.name();
  }

  /** Whether the new rows take the place of all others; else of those of the as-of date. */
  public boolean isReplaced() {
    return contract.publication().mode() == Mode.REPLACE;
  }
}
