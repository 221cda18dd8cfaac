package io.ordersetl.load.target;

import io.ordersetl.load.target.ExistingTable.Partition;
import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether a table's rows can be replaced by a switch of its only partition. */
final class SwitchCheck {
  private static final String ROLE = "select quote_ident(current_user)";
  private static final String FOREIGN_KEYS =
      """
      select conrelid::regclass::text as referencing, quote_ident(conname) as name
      from pg_constraint
      where contype = 'f' and conparentid = 0 and confrelid = ?::oid
      order by 1, 2
      """;
  private static final String VIEWS =
      """
      select distinct v.oid::regclass::text
      from pg_depend d
      join pg_rewrite r on r.oid = d.objid
      join pg_class v on v.oid = r.ev_class
      where d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
        and d.refobjid = ?::oid and v.oid <> d.refobjid
      order by 1
      """;

  private final Session session;
  private final TargetTable wanted;
  private final ExistingTable found;
  private final List<String> problems;

  SwitchCheck(Session session, TargetTable wanted, ExistingTable found, List<String> problems) {
    this.session = session;
    this.wanted = wanted;
    this.found = found;
    this.problems = problems;
  }

  void check() throws SQLException {
    checkOwners();
    checkForeignKeys();
    if (found.isPlain()) {
      problems.add(
          wanted.display()
              + ": is a plain table; to be replaced without readers noticing it has to be a parent"
              + " with a single DEFAULT partition. Mend with\n"
              + new Conversion(session, wanted, found).sql().indent(6).stripTrailing());
      return;
    }
    checkPartitions();
  }

  private void checkOwners() throws SQLException {
    String role = session.find(ROLE, row -> row.getString(1)).orElseThrow();
    List<String> foreign = new ArrayList<>();
    if (!found.owned()) {
      foreign.add(found.qualified());
    }
    found.partitions().stream()
        .filter(partition -> !partition.owned())
        .map(partition -> partition.name().qualified())
        .forEach(foreign::add);
    for (String table : foreign) {
      problems.add(
          table
              + ": role "
              + role
              + " does not own it, and only owners can switch partitions; mend with\n      alter"
              + " table "
              + table
              + " owner to "
              + role
              + ";");
    }
  }

  private void checkForeignKeys() throws SQLException {
    session
        .query(
            FOREIGN_KEYS,
            row -> "alter table " + row.getString(1) + " drop constraint " + row.getString(2) + ";",
            found.name().oid())
        .forEach(
            mending ->
                problems.add(
                    wanted.display()
                        + ": a foreign key points at it, and a partition that is pointed at can't"
                        + " be detached; mend with\n      "
                        + mending));
  }

  private void checkPartitions() throws SQLException {
    if (found.partitions().stream().anyMatch(partition -> !partition.isDefault())) {
      problems.add(
          wanted.display()
              + ": has partitions other than a single DEFAULT one, "
              + found.partitions().stream().map(p -> p.name().table()).toList()
              + "; put their rows into one DEFAULT partition, or rename the table out of the way");
    }
    if (found.partitioning().startsWith("HASH")) {
      problems.add(
          wanted.display()
              + ": is partitioned by hash, which has no DEFAULT partition; rename it out of the"
              + " way");
    }
    for (Partition partition : found.partitions()) {
      checkViews(partition);
    }
  }

  private void checkViews(Partition partition) throws SQLException {
    List<String> views = session.query(VIEWS, row -> row.getString(1), partition.name().oid());
    for (String view : views) {
      problems.add(
          wanted.display()
              + ": the view "
              + view
              + " reads its partition "
              + partition.name().table()
              + " itself, which is about to go; create or replace the view so that it reads "
              + wanted.qualified());
    }
  }
}
