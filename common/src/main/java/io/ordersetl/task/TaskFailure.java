package io.ordersetl.task;

/**
 * Ends a task. The message says what was expected, what was found, where, and what to do next; it
 * never holds a secret. Which exit code it carries is decided where the failure is understood.
 */
public final class TaskFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  private TaskFailure(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The data is unacceptable: exit 65. */
  public static TaskFailure dataUnacceptable(String message) {
    return new TaskFailure(ExitCode.DATA_UNACCEPTABLE, message, null);
  }

  /** An input object, table or manifest is missing: exit 66. */
  public static TaskFailure inputMissing(String message) {
    return new TaskFailure(ExitCode.INPUT_MISSING, message, null);
  }

  /** Something broke here that should not have: exit 70. */
  public static TaskFailure bug(String message, Throwable cause) {
    return new TaskFailure(ExitCode.BUG, message, cause);
  }

  /** The same call may succeed later: exit 75. */
  public static TaskFailure passing(String message, Throwable cause) {
    return new TaskFailure(ExitCode.TRANSIENT, message, cause);
  }

  /** The configuration or the pipeline definition is wrong: exit 78. */
  public static TaskFailure configuration(String message) {
    return new TaskFailure(ExitCode.CONFIGURATION, message, null);
  }

  /** A failure of the given kind that another failure caused. */
  public static TaskFailure of(ExitCode exitCode, String message, Throwable cause) {
    return new TaskFailure(exitCode, message, cause);
  }

  public ExitCode exitCode() {
    return exitCode;
  }
}
