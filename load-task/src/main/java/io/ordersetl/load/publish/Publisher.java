package io.ordersetl.load.publish;

import io.ordersetl.load.target.ExistingTable.Partition;
import io.ordersetl.load.target.ExistingTables;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.task.TaskFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a run: loads the tables that are replaced into fresh ones, then makes everything
 * visible in one commit, as often as it takes until readers let it.
 */
public final class Publisher {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);

  /**
   * Lock not available, deadlock, serialization failure: another try may find nobody in the way.
   */
  private static final Set<String> CONTENTION = Set.of("55P03", "40P01", "40001");

  private static final long FIRST_MOMENT_MILLIS = 100;
  private static final long FIRST_PAUSE_MILLIS = 250;
  private static final int DOUBLINGS = 4;

  /**
   * How a run is published.
   *
   * @param threads how many tables are loaded side by side
   * @param patience how long to wait for readers to let go of the tables
   */
  public record Manner(int threads, Duration patience) {}

  private final Warehouse warehouse;
  private final Session session;
  private final PublishedRun run;
  private final Manner manner;

  /**
   * Publishes by the session that holds the lock.
   *
   * @param session the one of {@link LoadLock}
   */
  public Publisher(Warehouse warehouse, Session session, PublishedRun run, Manner manner) {
    this.warehouse = warehouse;
    this.session = session;
    this.run = run;
    this.manner = manner;
  }

  /** Publishes the run; nothing of it where that fails. */
  public void publish(ExistingTables existing) {
    StagedRows rows = new StagedRows(run.staging());
    FreshTableLoader loader = new FreshTableLoader(warehouse, rows, run.runId());
    List<FreshTable> fresh = new CopyOnWriteArrayList<>();
    try {
      new FreshTables(loader, rows, manner.threads()).load(run.replaced(), existing, fresh);
      PostgresFailures.explaining(
          "publishing run " + run.runId(),
          () -> {
            commit(new Publication(session, run, existing, rows), existing, fresh);
            return null;
          });
    } catch (RuntimeException e) {
      dropFresh(fresh, e);
      throw e;
    }
    PostgresFailures.explaining("tidying up after the publication", () -> tidyUp(existing));
  }

  private void commit(Publication publication, ExistingTables existing, List<FreshTable> fresh)
      throws SQLException {
    Deadline deadline = Deadline.in(manner.patience());
    for (int tries = 0; ; tries++) {
      int doublings = Math.min(tries, DOUBLINGS);
      TableSwitch tableSwitch =
          new TableSwitch(session, existing, fresh, FIRST_MOMENT_MILLIS << doublings);
      try {
        session.inTransaction(
            () -> {
              publication.make(tableSwitch);
              return null;
            });
        return;
      } catch (SQLException e) {
        waitForOthers(e, deadline);
        deadline.pause(FIRST_PAUSE_MILLIS << doublings);
      }
    }
  }

  private void waitForOthers(SQLException e, Deadline deadline) throws SQLException {
    if (!CONTENTION.contains(e.getSQLState())) {
      throw e;
    }
    String blockers = new Blockers(session).of(run);
    if (deadline.isOver()) {
      throw TaskFailure.passing(
          "The tables could not be switched within "
              + manner.patience().toSeconds()
              + " s (PUBLISH_WAIT_SECONDS): "
              + blockers
              + ". Nothing was published; end what blocks them, or try again later",
          e);
    }
    log.warn("can't switch the tables yet: {}", blockers);
  }

  private void dropFresh(List<FreshTable> fresh, RuntimeException cause) {
    if (fresh.isEmpty()) {
      return;
    }
    try (Session cleaning = warehouse.open()) {
      DetachedTables detached = new DetachedTables(cleaning);
      for (FreshTable table : fresh) {
        detached.drop(table.qualified());
      }
    } catch (SQLException | TaskFailure e) {
      cause.addSuppressed(e); // the next load drops them
    }
  }

  private Void tidyUp(ExistingTables existing) throws SQLException {
    DetachedTables detached = new DetachedTables(session);
    for (PublishedDataset dataset : run.replaced()) {
      for (Partition old :
          existing.find(dataset.table()).map(parent -> parent.partitions()).orElse(List.of())) {
        if (old.ours()) {
          detached.drop(old.name().qualified());
        } else {
          log.info(
              "{} is detached and kept; drop it when it is not needed", old.name().qualified());
        }
      }
    }
    return null;
  }
}
