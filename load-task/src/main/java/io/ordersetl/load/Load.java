package io.ordersetl.load;

import io.ordersetl.load.publish.Guards;
import io.ordersetl.load.publish.Ledger;
import io.ordersetl.load.publish.LoadLock;
import io.ordersetl.load.publish.PublishedDataset;
import io.ordersetl.load.publish.PublishedRun;
import io.ordersetl.load.publish.Publisher;
import io.ordersetl.load.publish.RejectedRows;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.task.DatasetCounts;
import io.ordersetl.task.TaskOutcome;
import io.ordersetl.task.TaskOutcome.Status;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A load that is for real: publication, exports, and what is left of old runs, under one lock. */
final class Load {
  private final LoadSettings settings;
  private final Warehouse warehouse;
  private final PublishedRun run;
  private final ObjectStore store;
  private final Exports exports;
  private final ExportRecord exportRecord;
  private final List<String> warnings = new ArrayList<>();

  Load(LoadSettings settings, Warehouse warehouse, PublishedRun run, Clock clock) {
    this.settings = settings;
    this.warehouse = warehouse;
    this.run = run;
    this.store = run.staging().store();
    this.exports = new Exports(store, settings.places().exports(), run);
    this.exportRecord = new ExportRecord(run, clock);
  }

  TaskOutcome run() {
    try (LoadLock lock = LoadLock.take(warehouse, settings.waits().otherLoad())) {
      Session session = lock.session();
      Target target = Target.inspect(session, run);
      target.requireFit(warnings);
      exports.abortLeftovers(warnings);
      exports.checkWritable();
      target.dropLeftovers();
      Status status = publish(session, target);
      export(session, status);
      retain(session);
      return outcome(status);
    }
  }

  private Status publish(Session session, Target target) {
    Optional<Ledger.Entry> last = target.lastPublication();
    if (last.isPresent() && last.get().isOf(run.manifest()) && target.isComplete()) {
      return Status.UNCHANGED;
    }
    if (!target.wasPublished()) { // the way back after a bad day is always open
      last.ifPresent(entry -> Guards.refuseDrops(run, entry));
    }
    last.flatMap(entry -> Guards.sameInputs(run, entry)).ifPresent(warnings::add);
    exportRecord.withdraw();
    target.createSchemas();
    Publisher.Manner manner = new Publisher.Manner(settings.threads(), settings.waits().readers());
    new Publisher(warehouse, session, run, manner).publish(target.existing());
    return Status.SUCCEEDED;
  }

  /** A run that died between publication and export only exports when it is repeated. */
  private void export(Session session, Status status) {
    if (status == Status.UNCHANGED && exportRecord.lists(exports.uris()) && exports.areThere()) {
      return;
    }
    exports.write(session);
    exportRecord.commit(exports.uris(), warnings);
  }

  private void retain(Session session) {
    StagingRetention retention =
        new StagingRetention(store, settings.places().staging(), settings.keepRuns());
    Set<String> kept = retention.apply(settings.run().runId().key());
    PostgresFailures.running(
        "deleting the rejected rows of old runs",
        () -> new RejectedRows(session, warehouse.schemas().staging()).keepOnly(kept));
  }

  private TaskOutcome outcome(Status status) {
    return new TaskOutcome(
        status,
        run.manifest().asOfDate(),
        run.datasets().stream().map(Load::counts).toList(),
        List.of(),
        warnings,
        exports.uris());
  }

  private static DatasetCounts counts(PublishedDataset dataset) {
    long rows = dataset.staged().rowsStaged();
    return DatasetCounts.published(dataset.name(), rows, rows);
  }
}
