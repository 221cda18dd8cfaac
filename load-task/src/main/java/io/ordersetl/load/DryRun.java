package io.ordersetl.load;

import io.ordersetl.load.publish.Guards;
import io.ordersetl.load.publish.LongWork;
import io.ordersetl.load.publish.PublishedDataset;
import io.ordersetl.load.publish.PublishedRun;
import io.ordersetl.load.publish.StagedRows;
import io.ordersetl.load.target.ExistingTable;
import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.task.DatasetCounts;
import io.ordersetl.task.TaskOutcome;
import io.ordersetl.task.TaskOutcome.Status;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A load that changes nothing: rights, shapes and guards are checked, and the rows are loaded into
 * temporary tables that end with it.
 */
final class DryRun {
  private static final String MAY_TRY =
      "select has_database_privilege(current_database(), 'temporary')";

  private final LoadSettings settings;
  private final Warehouse warehouse;
  private final PublishedRun run;
  private final List<String> warnings = new ArrayList<>();

  DryRun(LoadSettings settings, Warehouse warehouse, PublishedRun run) {
    this.settings = settings;
    this.warehouse = warehouse;
    this.run = run;
  }

  TaskOutcome run() {
    Exports exports = new Exports(run.staging().store(), settings.places().exports(), run);
    try (Session session = warehouse.open()) {
      PostgresFailures.running("lifting limits", () -> LongWork.allow(session));
      Target target = Target.inspect(session, run);
      target.requireFit(warnings);
      exports.checkWritable();
      target.lastPublication().ifPresent(last -> Guards.refuseDrops(run, last));
      target
          .lastPublication()
          .flatMap(last -> Guards.sameInputs(run, last))
          .ifPresent(warnings::add);
      List<DatasetCounts> counts = tryRows(session, target);
      return new TaskOutcome(
          Status.DRY_RUN, run.manifest().asOfDate(), counts, List.of(), warnings, List.of());
    }
  }

  private List<DatasetCounts> tryRows(Session session, Target target) {
    return PostgresFailures.explaining(
        "trying the rows in temporary tables",
        () -> {
          if (!session.find(MAY_TRY, row -> row.getBoolean(1)).orElse(false)) {
            warnings.add(
                "The rows were not tried: the role may not create temporary tables (grant temporary"
                    + " on database)");
            return List.of();
          }
          List<DatasetCounts> counts = new ArrayList<>();
          for (PublishedDataset dataset : run.datasets()) {
            counts.add(tryRows(session, target, dataset));
          }
          return counts;
        });
  }

  private DatasetCounts tryRows(Session session, Target target, PublishedDataset dataset)
      throws SQLException {
    String columns =
        target
            .existing()
            .find(dataset.table())
            .map(ExistingTable::likeWithoutIndexes)
            .orElseGet(() -> dataset.table().columnDefinitions());
    String table = "pg_temp." + Identifier.quote(dataset.name());
    long rows =
        session.inTransaction(
            () -> {
              session.execute(
                  "create temporary table " + table + " (" + columns + ") on commit drop");
              long copied = new StagedRows(run.staging()).copy(session, dataset, table);
              if (!dataset.table().primaryKey().isEmpty()) {
                session.execute(
                    "alter table "
                        + table
                        + " add primary key ("
                        + dataset.table().keyList()
                        + ")");
              }
              return copied;
            });
    return DatasetCounts.published(dataset.name(), rows, 0);
  }
}
