package io.ordersetl.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One execution of one task, and the time it has taken. */
record TaskRun(String task, String runId, Clock clock, Instant start) {
  double seconds() {
    return Duration.between(start, clock.instant()).toMillis() / 1000.0;
  }
}
