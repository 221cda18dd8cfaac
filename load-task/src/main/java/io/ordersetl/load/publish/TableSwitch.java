package io.ordersetl.load.publish;

import io.ordersetl.load.target.ExistingTable.Partition;
import io.ordersetl.load.target.ExistingTables;
import io.ordersetl.load.target.TargetTable;
import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the fresh tables in the place of the old partitions, in the publishing transaction. */
final class TableSwitch {
  private final Session session;
  private final ExistingTables existing;
  private final List<FreshTable> fresh;
  private final ParentLocks parents;

  TableSwitch(Session session, ExistingTables existing, List<FreshTable> fresh) {
    this.session = session;
    this.existing = existing;
    this.fresh = List.copyOf(fresh);
    this.parents =
        new ParentLocks(
            session,
            fresh.stream()
                .map(table -> table.dataset().table())
                .filter(table -> existing.find(table).isPresent())
                .toList());
  }

  /** Keeps vacuum and other changes of the tables away, which hinders no reader. */
  void keepOthersAway() throws SQLException {
    lock("share update exclusive", fresh.stream().flatMap(this::allOf));
  }

  /**
   * Switches all tables; to be followed by the commit at once.
   *
   * @param momentMillis how long readers may be kept waiting for a lock
   */
  void make(long momentMillis) throws SQLException {
    parents.take(momentMillis);
    lock("access exclusive", fresh.stream().flatMap(this::allOf));
    for (FreshTable table : fresh) {
      replace(table);
    }
  }

  private void lock(String mode, Stream<String> tables) throws SQLException {
    String list = tables.map(table -> "only " + table).collect(Collectors.joining(", "));
    if (!list.isEmpty()) {
      session.execute("lock table " + list + " in " + mode + " mode");
    }
  }

  private Stream<String> allOf(FreshTable table) {
    TargetTable target = table.dataset().table();
    return Stream.of(
            existing.find(target).map(parent -> parent.qualified()),
            oldPartition(target).map(old -> old.name().qualified()),
            Optional.of(table.qualified()))
        .flatMap(Optional::stream);
  }

  private void replace(FreshTable table) throws SQLException {
    TargetTable target = table.dataset().table();
    if (existing.find(target).isEmpty()) {
      for (String statement : target.creationAsParent()) {
        session.execute(statement);
      }
    }
    String parent = "alter table " + target.qualified();
    Optional<Partition> old = oldPartition(target);
    if (old.isPresent()) {
      session.execute(parent + " detach partition " + old.get().name().qualified());
    }
    session.execute(parent + " attach partition " + table.qualified() + " default");
    session.execute("alter table " + table.qualified() + " reset (autovacuum_enabled)");
  }

  /** The one partition there is, where there is one: others are refused before. */
  private Optional<Partition> oldPartition(TargetTable target) {
    return existing.find(target).stream()
        .flatMap(parent -> parent.partitions().stream())
        .findFirst();
  }
}
