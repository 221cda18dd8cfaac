package io.ordersetl.extract;

import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.task.Failures;
import io.ordersetl.task.TaskOutcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the sources from S3 and the dimensions from the warehouse, checks every row against its
 * dataset's contract, and stages what is good. Run again on unchanged inputs it answers with what
 * it recorded.
 */
final class ExtractTask {
  static final String NAME = "extract";

  private ExtractTask() {}

  static TaskOutcome run(ExtractSettings settings, Clock clock) {
    try (ObjectStore source = ObjectStore.connect(settings.servers().source());
        ObjectStore stagingStore = ObjectStore.connect(settings.servers().staging())) {
      PipelineDefinition definition = PipelineFiles.read(settings.pipelineUri(), stagingStore);
      List<SourceObjects> sources = find(definition.sources(), settings, source);
      RunStaging staging =
          new RunStaging(stagingStore, settings.stagingUri(), settings.run().runId());
      Warehouse warehouse =
          new Warehouse(
              settings.servers().warehouse(), "orders-etl extract " + settings.run().runId());
      try (Attempt attempt = new Attempt(settings, staging, clock)) {
        return new Extraction(definition, sources, source, warehouse).run(attempt);
      }
    }
  }

  private static List<SourceObjects> find(
      List<Contract> contracts, ExtractSettings settings, ObjectStore store) {
    Failures failures = new Failures();
    List<SourceObjects> sources = new ArrayList<>();
    for (Contract contract : contracts) {
      failures.collect(
          () -> sources.add(SourceObjects.find(contract, store, settings.sourceUri())));
    }
    failures.throwAny();
    return sources;
  }
}
