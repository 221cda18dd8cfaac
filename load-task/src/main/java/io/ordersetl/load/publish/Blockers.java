package io.ordersetl.load.publish;

import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.List;

/** Who holds locks on the tables that a run publishes. */
final class Blockers {
  private static final String HOLDERS =
      """
      select distinct format('%s (user %s, server process %s%s)',
        coalesce(nullif(a.application_name, ''), 'a program without a name'), a.usename, a.pid,
        ', ' || a.state || to_char(a.xact_start at time zone 'UTC',
          '", its transaction open since "YYYY-MM-DD HH24:MI:SS" UTC"'))
      from pg_locks l
      join pg_class c on c.oid = l.relation
      join pg_namespace n on n.oid = c.relnamespace
      join pg_stat_activity a on a.pid = l.pid
      where l.granted and l.pid <> pg_backend_pid()
        and l.database = (select oid from pg_database where datname = current_database())
        and n.nspname in (?, ?)
      """;

  private final Session session;

  Blockers(Session session) {
    this.session = session;
  }

  String of(PublishedRun run) throws SQLException {
    List<String> holders =
        session.query(
            HOLDERS, row -> row.getString(1), run.schemas().staging(), run.schemas().analytics());
    return holders.isEmpty()
        ? "whoever held them has just let go"
        : "held by " + String.join("; ", holders);
  }
}
