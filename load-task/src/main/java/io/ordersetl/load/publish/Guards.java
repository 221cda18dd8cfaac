package io.ordersetl.load.publish;

import io.ordersetl.task.TaskFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Stops a silent bad day: the same input again, or far fewer rows than last time. */
public final class Guards {
  private Guards() {}

  /** Refuses a fall in rows that a contract does not allow: exit 65. */
  public static void refuseDrops(PublishedRun run, Ledger.Entry last) {
    List<String> drops = new ArrayList<>();
    for (PublishedDataset dataset : run.datasets()) {
      Long before = last.rows().get(dataset.name());
      if (before != null && dataset.contract().maxDropFraction().isPresent()) {
        double allowed = dataset.contract().maxDropFraction().getAsDouble();
        long now = dataset.staged().rowsStaged();
        if (now < before * (1 - allowed)) {
          drops.add(drop(dataset, before, allowed));
        }
      }
    }
    if (!drops.isEmpty()) {
      throw TaskFailure.dataUnacceptable(
          "Far fewer rows than run "
              + last.runId()
              + " published; nothing was published. Check the source objects; if the fall is right,"
              + " raise maxDropFraction in the contract and run again from extract-task:\n  - "
              + String.join("\n  - ", drops));
    }
  }

  private static String drop(PublishedDataset dataset, long before, double allowed) {
    long now = dataset.staged().rowsStaged();
    return String.format(
        Locale.ROOT,
        "%s: %d rows, %d before: %.1f %% fewer, allowed are %.1f %% (maxDropFraction %s)",
        dataset.name(),
        now,
        before,
        100.0 * (before - now) / before,
        100 * allowed,
        allowed);
  }

  /** A warning where another run has published just the same input. */
  public static Optional<String> sameInputs(PublishedRun run, Ledger.Entry last) {
    var inputs = run.manifest().inputs();
    if (inputs.isEmpty()
        || last.runId().equals(run.runId())
        || !new HashSet<>(inputs).equals(new HashSet<>(last.inputs()))) {
      return Optional.empty();
    }
    return Optional.of(
        "Every input object is what run "
            + last.runId()
            + ", the last one published, has read already: has the export arrived?");
  }
}
