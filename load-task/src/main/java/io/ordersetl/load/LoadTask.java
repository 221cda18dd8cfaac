package io.ordersetl.load;

import io.ordersetl.config.Environment;
import io.ordersetl.load.publish.PublishedRun;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.staging.Manifest;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.task.TaskFailure;
import io.ordersetl.task.TaskOutcome;
import java.time.Clock;
import java.util.Map;

/** The load: reads what the run has staged, and publishes it or, as a dry run, tries it. */
final class LoadTask {
  private LoadTask() {}

  static TaskOutcome run(Map<String, String> variables, Clock clock) {
    LoadSettings settings = LoadSettings.from(new Environment(variables));
    try (ObjectStore store = ObjectStore.connect(settings.objectStore())) {
      RunStaging staging =
          new RunStaging(store, settings.places().staging(), settings.run().runId());
      Manifest manifest = staging.require("transform");
      refuseOtherAsOfDate(settings, manifest);
      Warehouse warehouse =
          new Warehouse(settings.warehouse(), "orders-etl load " + settings.run().runId());
      PublishedRun run =
          PublishedRun.of(
              manifest, staging, PipelineFiles.read(manifest, staging), warehouse.schemas());
      return settings.run().dryRun()
          ? new DryRun(settings, warehouse, run).run()
          : new Load(settings, warehouse, run, clock).run();
    }
  }

  private static void refuseOtherAsOfDate(LoadSettings settings, Manifest manifest) {
    settings
        .run()
        .asOfDate()
        .filter(date -> !date.equals(manifest.asOfDate()))
        .ifPresent(
            date -> {
              throw TaskFailure.configuration(
                  "AS_OF_DATE is "
                      + date
                      + ", but run "
                      + manifest.runId()
                      + " was staged for "
                      + manifest.asOfDate()
                      + "; leave AS_OF_DATE out here, or run all tasks again with it");
            });
  }
}
