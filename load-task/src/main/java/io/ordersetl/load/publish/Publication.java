package io.ordersetl.load.publish;

import io.ordersetl.load.target.Catalog;
import io.ordersetl.load.target.ExistingTables;
import io.ordersetl.load.target.TargetTable;
import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.Session;
import io.ordersetl.task.TaskFailure;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * The transaction that changes what readers see: small tables by plain statements, then the tables
 * that are replaced by a switch of their partitions, last, since that is what readers wait for.
 *
 * <p>Tables that are not there yet are created in it: nobody sees an empty one.
 */
final class Publication {
  private final Session session;
  private final PublishedRun run;
  private final ExistingTables existing;
  private final StagedRows rows;

  Publication(Session session, PublishedRun run, ExistingTables existing, StagedRows rows) {
    this.session = session;
    this.run = run;
    this.existing = existing;
    this.rows = rows;
  }

  /**
   * Does everything but the commit.
   *
   * @param momentMillis how long readers may be kept waiting for a lock
   */
  void make(TableSwitch tableSwitch, long momentMillis) throws SQLException {
    session.execute("set transaction isolation level read committed, read write");
    session.execute("set local lock_timeout = '5s'");
    tableSwitch.keepOthersAway();
    requireUnchangedTables();
    for (PublishedDataset dataset : run.upserted()) {
      upsert(dataset);
    }
    publishRejectedRows();
    addToLedger();
    tableSwitch.make(momentMillis);
  }

  /** What someone else changed while the rows were loaded, they were not loaded for. */
  private void requireUnchangedTables() throws SQLException {
    if (!existing.areStill(run.tables().keySet(), new Catalog(session))) {
      throw TaskFailure.passing(
          "A table that run "
              + run.runId()
              + " publishes was changed while its rows were being loaded: a column, an index, a"
              + " constraint or its partition. Nothing was published; try again",
          null);
    }
  }

  private void upsert(PublishedDataset dataset) throws SQLException {
    TargetTable table = dataset.table();
    if (existing.find(table).isEmpty()) {
      createAll(table.creation());
    }
    String asOfRows =
        " from "
            + table.qualified()
            + " where "
            + Identifier.quote(dataset.contract().publication().asOfColumn())
            + " = ?";
    LocalDate asOf = run.manifest().asOfDate();
    session.execute("delete" + asOfRows, asOf);
    long copied = rows.copy(session, dataset, table.qualified());
    long ofTheDate =
        session.find("select count(*)" + asOfRows, row -> row.getLong(1), asOf).orElseThrow();
    if (ofTheDate != copied) {
      throw TaskFailure.dataUnacceptable(
          "Of the "
              + copied
              + " rows of "
              + table.display()
              + " only "
              + ofTheDate
              + " are of the run's as-of date "
              + asOf
              + "; a model that is upserted may have no others. Nothing was published");
    }
  }

  private void publishRejectedRows() throws SQLException {
    String schema = run.schemas().staging();
    RejectedRows rejected = new RejectedRows(session, schema);
    if (existing.find(RejectedRows.table(schema)).isEmpty()) {
      rejected.create();
    }
    rejected.replace(run, rows);
  }

  private void addToLedger() throws SQLException {
    String schema = run.schemas().staging();
    Ledger ledger = new Ledger(session, schema);
    if (existing.find(Ledger.table(schema)).isEmpty()) {
      ledger.create();
    }
    ledger.add(run);
  }

  private void createAll(List<String> statements) throws SQLException {
    for (String statement : statements) {
      session.execute(statement);
    }
  }
}
