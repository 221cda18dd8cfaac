package io.ordersetl.objectstore;

import io.ordersetl.task.TaskFailure;

/** Waits before a further try: 0.2 s, doubled each time, at most 5 s. */
final class Pause {
  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 5_000;

  private Pause() {}

  static void beforeTry(int tries) {
    try {
      Thread.sleep(Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(tries - 1, 10)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TaskFailure.passing("The task was interrupted while it waited for S3", e);
    }
  }
}
