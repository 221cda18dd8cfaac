package io.ordersetl.staging;

import java.util.List;

/**
 * A dataset as a task staged it.
 *
 * @param parts in the order of their rows; at least one
 * @param rejects the rows that were quarantined, one line a violation; null for a model
 */
public record StagedDataset(
    String name,
    long rowsRead,
    long rowsStaged,
    long rowsRejected,
    List<StagedPart> parts,
    StagedPart rejects) {
  public StagedDataset {
    parts = List.copyOf(parts);
  }

  public long bytes() {
    return parts.stream().mapToLong(StagedPart::bytes).sum();
  }
}
