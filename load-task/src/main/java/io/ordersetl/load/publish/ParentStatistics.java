package io.ordersetl.load.publish;

import io.ordersetl.load.target.TargetTable;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.task.TaskFailure;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The planner's statistics of a published table as a whole. Those of the rows come with the fresh
 * partition; those of the parent, by which joins and groups are planned, autovacuum never collects.
 */
final class ParentStatistics {
  /** As autovacuum has it for other tables: when a tenth of the rows is new. */
  private static final String STALE =
      """
      select 1
      from pg_class
      where oid = ?::regclass and abs(? - greatest(reltuples, 0)) >= greatest(1, 0.1 * reltuples)
      """;

  /**
   * Since version 18 a parent can be analyzed without its partitions, which takes half the time.
   */
  private static final String CAN_LEAVE_PARTITIONS_OUT =
      "select current_setting('server_version_num')::integer >= 180000";

  private final Session session;

  private ParentStatistics(Session session) {
    this.session = session;
  }

  /**
   * Collects them where a table has grown or shrunk much since the last time; side by side, since
   * that is a processor's work, half a second for three tables of 5 million rows.
   */
  static void refresh(Warehouse warehouse, List<PublishedDataset> datasets, int threads) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      datasets.stream()
          .map(dataset -> CompletableFuture.runAsync(() -> refresh(warehouse, dataset), executor))
          .toList()
          .forEach(ParentStatistics::await);
    } finally {
      executor.shutdown();
    }
  }

  private static void refresh(Warehouse warehouse, PublishedDataset dataset) {
    PostgresFailures.running(
        "analyzing " + dataset.table().display(),
        () -> {
          try (Session session = warehouse.open()) {
            new ParentStatistics(session).refresh(dataset.table(), dataset.staged().rowsStaged());
          }
        });
  }

  private static void await(CompletableFuture<Void> refresh) {
    try {
      refresh.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof TaskFailure failure
          ? failure
          : TaskFailure.bug("analyzing failed: " + e.getCause(), e.getCause());
    }
  }

  private void refresh(TargetTable table, long rows) throws SQLException {
    if (session.find(STALE, row -> 1, table.qualified(), rows).isPresent()) {
      session.execute("analyze " + (canLeavePartitionsOut() ? "only " : "") + table.qualified());
    }
  }

  private boolean canLeavePartitionsOut() throws SQLException {
    return session.find(CAN_LEAVE_PARTITIONS_OUT, row -> row.getBoolean(1)).orElse(false);
  }
}
