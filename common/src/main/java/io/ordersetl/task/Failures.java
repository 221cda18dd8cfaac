package io.ordersetl.task;

import java.util.ArrayList;
import java.util.List;

/**
 * Failures of steps that don't depend on each other, so that people learn of all of them at once.
 */
public final class Failures {
  private final List<TaskFailure> failures = new ArrayList<>();

  /** Runs a step; its failure waits until {@link #throwAny}. */
  public void collect(Runnable step) {
    try {
      step.run();
    } catch (TaskFailure e) {
      failures.add(e);
    }
  }

  /** Notes a failure. */
  public void add(TaskFailure failure) {
    failures.add(failure);
  }

  /** Throws the only failure, or one that has all messages and the first one's exit code. */
  public void throwAny() {
    if (failures.size() == 1) {
      throw failures.get(0);
    }
    if (!failures.isEmpty()) {
      List<String> messages = failures.stream().map(TaskFailure::getMessage).toList();
      throw TaskFailure.of(
          failures.get(0).exitCode(),
          messages.size() + " problems:\n  - " + String.join("\n  - ", messages),
          failures.get(0));
    }
  }
}
