package io.ordersetl.load.publish;

import io.ordersetl.load.target.ExistingTable;
import io.ordersetl.load.target.ExistingTable.Partition;
import io.ordersetl.load.target.ExistingTables;
import io.ordersetl.load.target.TargetTable;
import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the fresh tables in the place of the old partitions. Detaching one waits for every
 * transaction that has read the table, and whoever comes later waits behind it: so all locks are
 * asked for at once, and given up after a moment (the reader that would be in a deadlock with this
 * finds out only after {@code deadlock_timeout}, which is longer).
 */
final class TableSwitch {
  private static final String MOMENT =
      """
      select least(?, greatest(10, setting::bigint * 8 / 10))
      from pg_settings
      where name = 'deadlock_timeout'
      """;

  private final Session session;
  private final ExistingTables existing;
  private final List<FreshTable> fresh;

  TableSwitch(Session session, ExistingTables existing, List<FreshTable> fresh) {
    this.session = session;
    this.existing = existing;
    this.fresh = List.copyOf(fresh);
  }

  /** Keeps vacuum and other changes of the tables away, which hinders no reader. */
  void keepOthersAway() throws SQLException {
    lock("share update exclusive");
  }

  /** Switches all tables; to be followed by the commit at once. */
  void make(long momentMillis) throws SQLException {
    long millis = session.find(MOMENT, row -> row.getLong(1), momentMillis).orElseThrow();
    session.execute("set local lock_timeout = " + millis);
    lock("access exclusive");
    for (FreshTable table : fresh) {
      replace(table);
    }
  }

  private void lock(String mode) throws SQLException {
    List<String> tables = new ArrayList<>();
    for (FreshTable table : fresh) {
      Optional<ExistingTable> parent = existing.find(table.dataset().table());
      parent.ifPresent(found -> tables.add("only " + found.qualified()));
      oldPartition(table).ifPresent(old -> tables.add("only " + old.name().qualified()));
      tables.add("only " + table.qualified());
    }
    if (!tables.isEmpty()) {
      session.execute("lock table " + String.join(", ", tables) + " in " + mode + " mode");
    }
  }

  private void replace(FreshTable table) throws SQLException {
    TargetTable target = table.dataset().table();
    if (existing.find(target).isEmpty()) {
      for (String statement : target.creationAsParent()) {
        session.execute(statement);
      }
    }
    Optional<Partition> old = oldPartition(table);
    if (old.isPresent()) {
      session.execute(
          "alter table "
              + target.qualified()
              + " detach partition "
              + old.get().name().qualified());
    }
    session.execute(
        "alter table "
            + target.qualified()
            + " attach partition "
            + table.qualified()
            + " default");
    session.execute("alter table " + table.qualified() + " reset (autovacuum_enabled)");
  }

  /** The one partition there is, where there is one: others are refused before. */
  private Optional<Partition> oldPartition(FreshTable table) {
    return existing.find(table.dataset().table()).stream()
        .flatMap(parent -> parent.partitions().stream())
        .findFirst();
  }
}
