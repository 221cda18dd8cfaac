package io.ordersetl.task;

/**
 * A task that stopped, with what it had found out by then: its result still tells people where to
 * look.
 */
public final class TaskRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TaskOutcome outcome;

  public TaskRefused(TaskFailure failure, TaskOutcome outcome) {
    super(failure.getMessage(), failure);
    this.outcome = outcome;
  }

  TaskOutcome outcome() {
    return outcome;
  }

  TaskFailure failure() {
    return (TaskFailure) getCause();
  }
}
