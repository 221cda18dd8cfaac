package io.ordersetl.load;

import io.ordersetl.load.publish.DetachedTables;
import io.ordersetl.load.publish.Ledger;
import io.ordersetl.load.publish.PublishedDataset;
import io.ordersetl.load.publish.PublishedRun;
import io.ordersetl.load.publish.RejectedRows;
import io.ordersetl.load.target.Catalog;
import io.ordersetl.load.target.ExistingTables;
import io.ordersetl.load.target.Preflight;
import io.ordersetl.load.target.TargetTable;
import io.ordersetl.load.target.Use;
import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of the warehouse that a run is published to, as it is before. */
final class Target {
  private final Session session;
  private final PublishedRun run;
  private final Map<TargetTable, Use> tables;
  private final ExistingTables existing;

  private Target(
      Session session, PublishedRun run, Map<TargetTable, Use> tables, ExistingTables existing) {
    this.session = session;
    this.run = run;
    this.tables = tables;
    this.existing = existing;
  }

  /** Looks at every table that the run needs. */
  static Target inspect(Session session, PublishedRun run) {
    Map<TargetTable, Use> tables = new LinkedHashMap<>();
    for (PublishedDataset dataset : run.datasets()) {
      tables.put(dataset.table(), dataset.isReplaced() ? Use.SWITCHED : Use.EDITED);
    }
    tables.put(RejectedRows.table(run.schemas().staging()), Use.EDITED);
    tables.put(Ledger.table(run.schemas().staging()), Use.EDITED);
    ExistingTables existing =
        PostgresFailures.explaining(
            "looking at the target tables",
            () -> ExistingTables.of(tables.keySet(), new Catalog(session)));
    return new Target(session, run, tables, existing);
  }

  ExistingTables existing() {
    return existing;
  }

  /** Refuses what can't be served, all of it at once; what is odd is added to the warnings. */
  void requireFit(List<String> warnings) {
    Preflight preflight =
        PostgresFailures.explaining(
            "checking the target tables", () -> new Preflight(session, existing).check(tables));
    preflight.refuseProblems();
    warnings.addAll(preflight.warnings());
  }

  /** Whether every table is there already. */
  boolean isComplete() {
    return tables.keySet().stream().allMatch(table -> existing.find(table).isPresent());
  }

  /** What was published last, whoever published it. */
  Optional<Ledger.Entry> lastPublication() {
    String schema = run.schemas().staging();
    return existing.find(Ledger.table(schema)).isEmpty()
        ? Optional.empty()
        : PostgresFailures.explaining(
            "reading the ledger", () -> new Ledger(session, schema).newest());
  }

  /** Whether just this content was published before: then it was accepted, whatever came after. */
  boolean wasPublished() {
    String schema = run.schemas().staging();
    return existing.find(Ledger.table(schema)).isPresent()
        && PostgresFailures.explaining(
            "reading the ledger", () -> new Ledger(session, schema).holds(run.manifest()));
  }

  /** Drops what loads that were killed have left. */
  void dropLeftovers() {
    PostgresFailures.running(
        "dropping what earlier loads have left",
        () ->
            new DetachedTables(session)
                .dropAll(run.schemas().staging(), run.schemas().analytics()));
  }

  /** Creates the schemas where they are missing. */
  void createSchemas() {
    PostgresFailures.running(
        "creating the schemas",
        () -> {
          createSchema(run.schemas().staging());
          createSchema(run.schemas().analytics());
        });
  }

  private void createSchema(String schema) throws SQLException {
    if (!new Catalog(session).hasSchema(schema)) {
      session.execute("create schema " + Identifier.quote(schema));
    }
  }
}
