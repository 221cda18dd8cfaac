package io.ordersetl.task;

/**
 * How a task ended, in the numbers of {@code sysexits.h}, so that a scheduler knows whether a retry
 * can help: only {@link #TRANSIENT} is worth one.
 */
public enum ExitCode {
  DONE(0),
  USAGE(64),
  DATA_UNACCEPTABLE(65),
  INPUT_MISSING(66),
  BUG(70),
  TRANSIENT(75),
  CONFIGURATION(78);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  /** The process's exit status. */
  public int status() {
    return status;
  }
}
