package io.ordersetl.load.publish;

import io.ordersetl.load.target.Catalog;
import io.ordersetl.load.target.ExistingTable;
import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.postgres.Warehouse;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Loads one dataset into a fresh table of its own, in one transaction: nobody sees the table before
 * it is whole, and nothing is left of one that fails.
 */
final class FreshTableLoader {
  private final Warehouse warehouse;
  private final StagedRows rows;
  private final String runId;

  FreshTableLoader(Warehouse warehouse, StagedRows rows, String runId) {
    this.warehouse = warehouse;
    this.rows = rows;
    this.runId = runId;
  }

  /**
   * Loads a dataset.
   *
   * @param parent the table that readers know, where it is there already
   */
  FreshTable load(PublishedDataset dataset, Optional<ExistingTable> parent) {
    FreshTable fresh = FreshTable.of(dataset);
    return PostgresFailures.explaining(
        "loading " + dataset.table().display(),
        () -> {
          try (Session session = warehouse.open()) {
            LongWork.allow(session);
            return session.inTransaction(() -> load(session, fresh, parent));
          }
        });
  }

  /**
   * The index comes after the rows: building it costs a third of keeping it up row by row. COPY
   * FREEZE spares the table a later rewrite, and shows its rows to snapshots older than the switch.
   */
  private FreshTable load(Session session, FreshTable fresh, Optional<ExistingTable> parent)
      throws SQLException {
    session.execute(creation(fresh, parent));
    session.execute(
        "comment on table " + fresh.qualified() + " is " + Identifier.literal(mark(fresh)));
    rows.copy(session, fresh.dataset(), fresh.qualified(), "format csv, freeze");
    if (parent.isPresent()) {
      new ParentIndexes(session, parent.get()).buildOn(fresh.qualified());
    } else if (!fresh.dataset().table().primaryKey().isEmpty()) {
      String key = fresh.dataset().table().keyList();
      session.execute("alter table " + fresh.qualified() + " add primary key (" + key + ")");
    }
    session.execute("analyze " + fresh.qualified());
    return fresh;
  }

  private String mark(FreshTable fresh) {
    return Catalog.MARK + "rows of " + fresh.dataset().name() + ", run " + runId;
  }

  /** Autovacuum stays away until the switch, which would have to wait for it. */
  private static String creation(FreshTable fresh, Optional<ExistingTable> parent) {
    String columns =
        parent
            .map(ExistingTable::likeWithoutIndexes)
            .orElseGet(() -> fresh.dataset().table().columnDefinitions());
    return "create table "
        + fresh.qualified()
        + " ("
        + columns
        + ") with (autovacuum_enabled = false)";
  }
}
