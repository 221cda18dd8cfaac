package io.ordersetl.load.publish;

import io.ordersetl.load.target.ExistingTable;
import io.ordersetl.load.target.ExistingTable.Partition;
import io.ordersetl.load.target.ExistingTables;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.task.TaskFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a run: loads the tables that are replaced into fresh ones, makes everything visible in
 * one commit, and drops what nobody reads any more.
 */
public final class Publisher {
  private static final Logger log = LoggerFactory.getLogger(Publisher.class);

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
      PatientCommit commit = new PatientCommit(session, run, manner.patience());
      commit.make(
          new Publication(session, run, existing, rows), new TableSwitch(session, existing, fresh));
    } catch (RuntimeException e) {
      dropFresh(fresh, e);
      throw e;
    }
    PostgresFailures.running("tidying up after the publication", () -> tidyUp(existing));
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

  private void tidyUp(ExistingTables existing) throws SQLException {
    ParentStatistics.refresh(warehouse, run.replaced(), manner.threads());
    DetachedTables detached = new DetachedTables(session);
    for (PublishedDataset dataset : run.replaced()) {
      List<Partition> old =
          existing.find(dataset.table()).map(ExistingTable::partitions).orElse(List.of());
      for (Partition partition : old) {
        tidyUp(detached, partition);
      }
    }
  }

  private static void tidyUp(DetachedTables detached, Partition old) throws SQLException {
    String table = old.name().qualified();
    if (old.ours()) {
      detached.drop(table);
    } else {
      log.info("{} was not made by a load: it is detached and kept, drop it at will", table);
    }
  }
}
