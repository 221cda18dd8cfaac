package io.ordersetl.load.publish;

import io.ordersetl.load.target.TargetTable;
import io.ordersetl.postgres.Session;
import java.sql.SQLException;

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

  ParentStatistics(Session session) {
    this.session = session;
  }

  /** Collects them where the table has grown or shrunk much since the last time. */
  void refresh(TargetTable table, long rows) throws SQLException {
    if (session.find(STALE, row -> 1, table.qualified(), rows).isPresent()) {
      session.execute("analyze " + (canLeavePartitionsOut() ? "only " : "") + table.qualified());
    }
  }

  private boolean canLeavePartitionsOut() throws SQLException {
    return session.find(CAN_LEAVE_PARTITIONS_OUT, row -> row.getBoolean(1)).orElse(false);
  }
}
