package io.ordersetl.load.publish;

import io.ordersetl.task.TaskFailure;
import java.time.Duration;

/** The moment after which waiting ends. */
final class Deadline {
  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  static Deadline in(Duration wait) {
    return new Deadline(System.nanoTime() + wait.toNanos());
  }

  boolean isOver() {
    return System.nanoTime() - nanos >= 0;
  }

  /** Sleeps, but not past the deadline. */
  void pause(long millis) {
    long left = Math.max(0, nanos - System.nanoTime()) / 1_000_000;
    try {
      Thread.sleep(Math.min(millis, left));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TaskFailure.passing("The task was interrupted while it waited", e);
    }
  }
}
