package io.ordersetl.load.publish;

import io.ordersetl.load.target.TargetTable;
import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The locks that keep readers away while partitions are switched. Such a lock waits for every
 * transaction that has read the table, and whoever comes later waits behind it: so it is given up
 * after a moment.
 *
 * <p>Readers that ask for two tables in another order than this would wait in a circle with it:
 * what was in the way last time is asked for first, so that the order becomes theirs. The moment is
 * shorter than {@code deadlock_timeout}: it is never a reader who is told of a deadlock.
 */
final class ParentLocks {
  static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String MOMENT =
      """
      select least(?, greatest(10, setting::bigint * 8 / 10))
      from pg_settings
      where name = 'deadlock_timeout'
      """;

  private final Session session;
  private final List<TargetTable> order;

  ParentLocks(Session session, List<TargetTable> tables) {
    this.session = session;
    this.order = new ArrayList<>(tables);
  }

  /** Takes all locks, or fails where somebody was in the way each time. */
  void take(long momentMillis) throws SQLException {
    long millis = session.find(MOMENT, row -> row.getLong(1), momentMillis).orElseThrow();
    session.execute("set local lock_timeout = " + millis);
    session.execute("savepoint before_locks");
    for (int tries = 0; tries < order.size(); tries++) {
      Optional<TargetTable> busy = takeOrFindBusy();
      if (busy.isEmpty()) {
        return;
      }
      session.execute("rollback to savepoint before_locks");
      order.remove(busy.get());
      order.add(0, busy.get());
    }
    for (TargetTable table : order) {
      lock(table);
    }
  }

  private Optional<TargetTable> takeOrFindBusy() throws SQLException {
    for (TargetTable table : order) {
      try {
        lock(table);
      } catch (SQLException e) {
        if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
          throw e;
        }
        return Optional.of(table);
      }
    }
    return Optional.empty();
  }

  private void lock(TargetTable table) throws SQLException {
    session.execute("lock table only " + table.qualified() + " in access exclusive mode");
  }
}
