package io.ordersetl.checking;

import io.ordersetl.staging.StagedDataset;
import io.ordersetl.task.RejectionCount;
import java.util.List;

/** A dataset that was checked and staged, and what was wrong with the rows that were not. */
public record CheckedDataset(StagedDataset staged, List<RejectionCount> rejections) {
  public CheckedDataset {
    rejections = List.copyOf(rejections);
  }
}
