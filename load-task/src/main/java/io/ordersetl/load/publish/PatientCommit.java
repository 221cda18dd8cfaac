package io.ordersetl.load.publish;

import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.task.TaskFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a publication until nobody is in its way: each time it keeps readers waiting for a moment
 * only, a longer one from try to try, and gives way when that was not enough.
 */
final class PatientCommit {
  private static final Logger log = LoggerFactory.getLogger(PatientCommit.class);

  /** SQLSTATE: lock not available, deadlock, serialization failure. */
  private static final Set<String> CONTENTION =
      Set.of(ParentLocks.LOCK_NOT_AVAILABLE, "40P01", "40001");

  private static final long FIRST_MOMENT_MILLIS = 100;
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final int DOUBLINGS = 4; // up to moments of 1.6 s and pauses of 4 s

  private final Session session;
  private final PublishedRun run;
  private final Duration patience;

  PatientCommit(Session session, PublishedRun run, Duration patience) {
    this.session = session;
    this.run = run;
    this.patience = patience;
  }

  /** Makes the publication, or fails with exit 75 naming who was in its way all the time. */
  void make(Publication publication, TableSwitch tableSwitch) {
    PostgresFailures.running(
        "publishing run " + run.runId(),
        () -> {
          Deadline deadline = Deadline.in(patience);
          for (int tries = 0; !succeeds(publication, tableSwitch, tries); tries++) {
            waitForOthers(deadline, tries);
          }
        });
  }

  private boolean succeeds(Publication publication, TableSwitch tableSwitch, int tries)
      throws SQLException {
    try {
      session.transaction(
          () -> publication.make(tableSwitch, FIRST_MOMENT_MILLIS << Math.min(tries, DOUBLINGS)));
      return true;
    } catch (SQLException e) {
      if (!CONTENTION.contains(e.getSQLState())) {
        throw e;
      }
      log.debug("another try is needed", e);
      return false;
    }
  }

  private void waitForOthers(Deadline deadline, int tries) throws SQLException {
    String blockers = new Blockers(session).of(run);
    if (deadline.isOver()) {
      throw TaskFailure.passing(
          "The tables could not be switched within "
              + patience.toSeconds()
              + " s (PUBLISH_WAIT_SECONDS): "
              + blockers
              + ". Nothing was published; end what blocks them, or try again later",
          null);
    }
    log.warn("can't switch the tables yet: {}", blockers);
    deadline.pause(FIRST_PAUSE_MILLIS << Math.min(tries, DOUBLINGS));
  }
}
