package io.ordersetl.postgres;

import io.ordersetl.task.ExitCode;
import io.ordersetl.task.TaskFailure;
import io.ordersetl.tls.RefusedCertificate;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells, in one place, which of PostgreSQL's errors are worth a retry and what to do about the
 * rest.
 */
public final class PostgresFailures {
  /**
   * SQLSTATE classes that pass by themselves: no connection, rollback, resources, operator, system.
   */
  private static final Set<String> PASSING_CLASSES = Set.of("08", "40", "53", "57", "58");

  /**
   * SQLSTATE codes that pass by themselves: lock not available, object in use, read-only standby.
   */
  private static final Set<String> PASSING_CODES = Set.of("55P03", "55006", "25006");

  /** Connection rejected: by the driver, where the server has no TLS and it is asked for. */
  private static final String REJECTED = "08004";

  private PostgresFailures() {}

  /** Runs the action; what fails is the task's failure for the server's. */
  public static void running(String doing, Session.Action action) {
    try {
      action.run();
    } catch (SQLException e) {
      throw explain(doing, e);
    }
  }

  /** The work's result, or the task's failure for the server's. */
  public static <T> T explaining(String doing, Session.Work<T> work) {
    try {
      return work.run();
    } catch (SQLException e) {
      throw explain(doing, e);
    }
  }

  /** Whether the same statement may succeed later. */
  public static boolean isPassing(SQLException e) {
    String state = e.getSQLState();
    return !REJECTED.equals(state)
        && (state == null
            || PASSING_CODES.contains(state)
            || (state.length() == 5 && PASSING_CLASSES.contains(state.substring(0, 2))));
  }

  /**
   * The task's failure for one of the server's.
   *
   * @param doing what was being done, such as "publishing orders"
   */
  public static TaskFailure explain(String doing, SQLException e) {
    String what =
        "PostgreSQL: "
            + doing
            + " failed: "
            + e.getMessage()
            + " (SQLSTATE "
            + e.getSQLState()
            + ")";
    Optional<String> refused = RefusedCertificate.explain(e);
    if (refused.isPresent()) {
      return TaskFailure.of(ExitCode.CONFIGURATION, what + "; " + refused.get(), e);
    }
    if (isPassing(e)) {
      return TaskFailure.passing(what + "; try again", e);
    }
    return switch (e.getSQLState().substring(0, 2)) {
      case "22", "23" -> TaskFailure.of(ExitCode.DATA_UNACCEPTABLE, what, e);
      case "28", "3D" ->
          TaskFailure.of(
              ExitCode.CONFIGURATION,
              what + "; check POSTGRES_DATABASE, POSTGRES_USERNAME and POSTGRES_PASSWORD",
              e);
      case "08" -> TaskFailure.of(ExitCode.CONFIGURATION, what + "; check POSTGRES_SSLMODE", e);
      default -> TaskFailure.of(ExitCode.CONFIGURATION, what, e);
    };
  }
}
