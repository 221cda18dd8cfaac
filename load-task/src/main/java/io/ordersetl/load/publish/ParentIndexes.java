package io.ordersetl.load.publish;

import io.ordersetl.load.target.ExistingTable;
import io.ordersetl.postgres.Session;
import io.ordersetl.task.TaskFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes, unique constraints and foreign keys of a published table. A table that has them all
 * is attached in a moment; what it lacked would be built then, while readers wait.
 */
final class ParentIndexes {
  private static final String CONSTRAINTS =
      """
      select format('add constraint %I %s', conname, pg_get_constraintdef(oid))
      from pg_constraint
      where conrelid = ?::oid and contype = 'f'
      union all
      select 'add ' || pg_get_constraintdef(oid)
      from pg_constraint
      where conrelid = ?::oid and contype in ('p', 'u', 'x')
      """;

  /** PostgreSQL writes an index down whole; what follows the table's name is the same for all. */
  private static final String INDEXES =
      """
      select case when i.indisunique then 'create unique index on ' else 'create index on ' end,
        pg_get_indexdef(i.indexrelid) as definition,
        format('INDEX %I ON ONLY %I.%I ', x.relname, n.nspname, t.relname) as prefix
      from pg_index i
      join pg_class x on x.oid = i.indexrelid
      join pg_class t on t.oid = i.indrelid
      join pg_namespace n on n.oid = t.relnamespace
      where i.indrelid = ?::oid
        and not exists (select from pg_constraint c where c.conindid = i.indexrelid
          and c.conrelid = i.indrelid and c.contype in ('p', 'u', 'x'))
      """;

  private record Index(String start, String definition, String prefix) {}

  private final Session session;
  private final ExistingTable parent;

  ParentIndexes(Session session, ExistingTable parent) {
    this.session = session;
    this.parent = parent;
  }

  /** Builds all of them on a table with the parent's columns. */
  void buildOn(String table) throws SQLException {
    for (String statement : statements(table)) {
      session.execute(statement);
    }
  }

  private List<String> statements(String table) throws SQLException {
    long oid = parent.name().oid();
    List<String> statements = new ArrayList<>();
    session.query(CONSTRAINTS, row -> row.getString(1), oid, oid).stream()
        .map(constraint -> "alter table " + table + " " + constraint)
        .forEach(statements::add);
    session
        .query(INDEXES, row -> new Index(row.getString(1), row.getString(2), row.getString(3)), oid)
        .stream()
        .map(index -> index.start() + table + " " + afterTheTable(index))
        .forEach(statements::add);
    return statements;
  }

  private static String afterTheTable(Index index) {
    int start = index.definition().indexOf(index.prefix());
    if (start < 0) {
      throw TaskFailure.bug(
          "PostgreSQL writes an index as '"
              + index.definition()
              + "', expected it to hold '"
              + index.prefix()
              + "'",
          null);
    }
    return index.definition().substring(start + index.prefix().length());
  }
}
