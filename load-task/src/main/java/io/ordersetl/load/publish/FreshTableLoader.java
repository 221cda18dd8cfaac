package io.ordersetl.load.publish;

import io.ordersetl.load.target.Catalog;
import io.ordersetl.load.target.ExistingTable;
import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.postgres.Warehouse;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads one dataset into a fresh table of its own, in one transaction: nobody sees the table before
 * it is whole, and nothing is left of one that fails.
 */
final class FreshTableLoader {
  private static final Logger log = LoggerFactory.getLogger(FreshTableLoader.class);

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

  /** The index comes after the rows: building it costs a third of keeping it up row by row. */
  private FreshTable load(Session session, FreshTable fresh, Optional<ExistingTable> parent)
      throws SQLException {
    session.execute(creation(fresh, parent));
    session.execute(
        "comment on table " + fresh.qualified() + " is " + Identifier.literal(mark(fresh)));
    rows.copyFrozen(session, fresh.dataset(), fresh.qualified());
    long start = System.nanoTime();
    buildIndexes(session, fresh, parent);
    long built = System.nanoTime();
    session.execute("analyze " + fresh.qualified());
    log.info(
        "{}: keys and indexes built in {} s, analyzed in {} s",
        fresh.dataset().table().display(),
        seconds(start, built),
        seconds(built, System.nanoTime()));
    return fresh;
  }

  private static String seconds(long from, long to) {
    return String.format(Locale.ROOT, "%.2f", (to - from) / 1e9);
  }

  private static void buildIndexes(
      Session session, FreshTable fresh, Optional<ExistingTable> parent) throws SQLException {
    if (parent.isPresent()) {
      new ParentIndexes(session, parent.get()).buildOn(fresh.qualified());
    } else if (!fresh.dataset().table().primaryKey().isEmpty()) {
      String key = fresh.dataset().table().keyList();
      session.execute("alter table " + fresh.qualified() + " add primary key (" + key + ")");
    }
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
