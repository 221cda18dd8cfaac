package io.ordersetl.load.publish;

import io.ordersetl.load.target.Catalog;
import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops tables that a load created and that are no partition (any more): what was detached, and
 * what was never attached. A table without a load's mark is never dropped.
 */
public final class DetachedTables {
  private static final Logger log = LoggerFactory.getLogger(DetachedTables.class);

  private static final String CANDIDATES =
      """
      select n.nspname, c.relname
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in (?, ?) and c.relname ~ '^[a-z][a-z0-9_]*__[0-9a-f]{12}$'
        and c.relkind = 'r' and not c.relispartition and pg_has_role(c.relowner, 'usage')
        and starts_with(obj_description(c.oid, 'pg_class'), ?)
      order by 1, 2
      """;

  private static final String THERE = "select 1 where to_regclass(?) is not null";

  /** Asked again under the lock: a publication whose answer was lost may still be committing. */
  private static final String STILL_OURS =
      """
      select 1
      from pg_class c
      where c.oid = to_regclass(?) and not c.relispartition
        and starts_with(obj_description(c.oid, 'pg_class'), ?)
      """;

  private final Session session;

  public DetachedTables(Session session) {
    this.session = session;
  }

  /** Drops what earlier loads left in the schemas. */
  public void dropAll(String stagingSchema, String analyticsSchema) throws SQLException {
    List<String> tables =
        session.query(
            CANDIDATES,
            row -> Identifier.quote(row.getString(1), row.getString(2)),
            stagingSchema,
            analyticsSchema,
            Catalog.MARK);
    for (String table : tables) {
      drop(table);
    }
  }

  /** Drops one table, unless it is attached. */
  public void drop(String table) throws SQLException {
    session.transaction(
        () -> {
          session.execute("set local lock_timeout = '10s'");
          if (session.find(THERE, row -> 1, table).isPresent()) {
            session.execute("lock table " + table + " in access exclusive mode");
          }
          if (session.find(STILL_OURS, row -> 1, table, Catalog.MARK).isPresent()) {
            session.execute("drop table " + table);
            log.info("dropped {}, the rows of another publication", table);
          }
        });
  }
}
