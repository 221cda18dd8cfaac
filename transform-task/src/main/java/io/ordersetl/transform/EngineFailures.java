package io.ordersetl.transform;

import io.ordersetl.task.ExitCode;
import io.ordersetl.task.TaskFailure;
import java.sql.SQLException;

/** Tells, in one place, what DuckDB's errors mean for a run; its messages start with their kind. */
final class EngineFailures {
  private EngineFailures() {}

  /**
   * The task's failure for one of the engine's.
   *
   * @param doing what was being done, such as "running models/agg_shipments.sql"
   */
  static TaskFailure explain(String doing, SQLException e) {
    String message = String.valueOf(e.getMessage());
    String what = doing + " failed: " + message;
    if (message.contains("Out of Memory Error") || message.contains("OutOfMemory")) {
      return TaskFailure.passing(
          what + "; the limit is MEMORY_LIMIT or the container's own: raise it, or lower THREADS",
          e);
    }
    if (message.contains("IO Error") || message.contains("Interrupt")) {
      return TaskFailure.passing(what + "; check the space in SCRATCH_DIR, and try again", e);
    }
    if (message.contains("Parser Error")
        || message.contains("Binder Error")
        || message.contains("Catalog Error")) {
      return TaskFailure.of(
          ExitCode.CONFIGURATION, what + "; correct the SQL of the pipeline definition", e);
    }
    if (message.contains("Conversion Error")
        || message.contains("Out of Range Error")
        || message.contains("Invalid Input Error")) {
      return TaskFailure.of(ExitCode.DATA_UNACCEPTABLE, what, e);
    }
    return TaskFailure.bug("This is a bug, please report it: " + what, e);
  }
}
