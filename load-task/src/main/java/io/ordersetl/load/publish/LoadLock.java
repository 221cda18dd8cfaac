package io.ordersetl.load.publish;

import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.task.TaskFailure;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * At most one load at a time publishes to a warehouse's staging schema. The lock is the session's
 * (an advisory lock), and the session is the one that publishes: who loses it can't publish.
 */
public final class LoadLock implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LoadLock.class);
  private static final int NAMESPACE = 0x0e71_10ad; // the first key of all loads' locks
  private static final long POLL_MILLIS = 250;
  private static final String HOLDER =
      """
      select format('%s (server process %s, connected since %s)',
        coalesce(nullif(a.application_name, ''), 'another program'), l.pid,
        coalesce(to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'), '?'))
      from pg_locks l
      left join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = ?::bigint::oid and l.objid = ?::bigint::oid
      """;

  private final Session session;
  private final String schema;

  private LoadLock(Session session, String schema) {
    this.session = session;
    this.schema = schema;
  }

  /** Takes the lock, or stops with exit 75 naming who has it when the wait is over. */
  public static LoadLock take(Warehouse warehouse, Duration wait) {
    Session session = warehouse.open();
    try {
      LoadLock lock = new LoadLock(session, warehouse.schemas().staging());
      PostgresFailures.running("waiting for other loads", () -> lock.await(wait));
      return lock;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** The session that holds the lock. */
  public Session session() {
    return session;
  }

  private void await(Duration wait) throws SQLException {
    LongWork.allow(session);
    Deadline deadline = Deadline.in(wait);
    String told = "";
    while (!tryLock()) {
      String holder = holder();
      if (deadline.isOver()) {
        throw TaskFailure.passing(
            "Another load publishes to "
                + schema
                + ": "
                + holder
                + "; waited "
                + wait.toSeconds()
                + " s (LOCK_WAIT_SECONDS). Try again when it is done",
            null);
      }
      if (!holder.equals(told)) {
        log.info("waiting up to {} s for another load: {}", wait.toSeconds(), holder);
        told = holder;
      }
      deadline.pause(POLL_MILLIS);
    }
  }

  private boolean tryLock() throws SQLException {
    return session
        .find("select pg_try_advisory_lock(?, ?)", row -> row.getBoolean(1), NAMESPACE, schemaKey())
        .orElseThrow();
  }

  private String holder() throws SQLException {
    return session
        .find(
            HOLDER,
            row -> row.getString(1),
            Integer.toUnsignedLong(NAMESPACE),
            Integer.toUnsignedLong(schemaKey()))
        .orElse("it has just ended");
  }

  private int schemaKey() {
    CRC32 crc = new CRC32();
    crc.update(schema.getBytes(StandardCharsets.UTF_8));
    return (int) crc.getValue();
  }

  @Override
  public void close() {
    session.close();
  }
}
