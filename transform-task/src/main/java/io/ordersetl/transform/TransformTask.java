package io.ordersetl.transform;

import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.staging.Manifest;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.task.DatasetCounts;
import io.ordersetl.task.ProductVersion;
import io.ordersetl.task.TaskFailure;
import io.ordersetl.task.TaskOutcome;
import io.ordersetl.task.TaskOutcome.Status;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the models over what extract-task staged, audits the results and stages them, with the
 * sources, for load-task. Run again on an unchanged extract it answers with what it recorded.
 */
final class TransformTask {
  static final String NAME = "transform";

  private static final Logger log = LoggerFactory.getLogger(TransformTask.class);

  private TransformTask() {}

  static TaskOutcome run(TransformSettings settings, Clock clock) {
    try (ObjectStore store = ObjectStore.connect(settings.objectStore())) {
      RunStaging staging = new RunStaging(store, settings.stagingUri(), settings.run().runId());
      Manifest extract = staging.require("extract");
      refuseOtherDate(extract, settings.run().asOfDate());
      Optional<Manifest> recorded = staging.find(NAME).filter(found -> isMadeFrom(found, extract));
      if (recorded.isPresent()) {
        log.info("the extract is what it was: nothing to do");
        return recorded(recorded.get());
      }
      // The engine takes half a second to load; meanwhile the definition's files can be fetched.
      CompletableFuture<PipelineDefinition> definition =
          CompletableFuture.supplyAsync(() -> PipelineFiles.read(extract, staging));
      try (Scratch scratch = Scratch.in(settings.limits().scratchDirectory());
          Engine engine = Engine.open(scratch, settings.limits())) {
        return new Transformation(await(definition), extract, staging, clock)
            .run(engine, scratch, settings.limits());
      }
    }
  }

  private static PipelineDefinition await(CompletableFuture<PipelineDefinition> definition) {
    try {
      return definition.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof TaskFailure failure
          ? failure
          : TaskFailure.bug("This is a bug, please report it: " + e.getCause(), e.getCause());
    }
  }

  private static void refuseOtherDate(Manifest extract, Optional<LocalDate> asked) {
    if (asked.isPresent() && !asked.get().equals(extract.asOfDate())) {
      throw TaskFailure.configuration(
          "AS_OF_DATE is "
              + asked.get()
              + ", and the run was extracted for "
              + extract.asOf()
              + "; leave it unset, or run extract-task again for the other day");
    }
  }

  private static boolean isMadeFrom(Manifest recorded, Manifest extract) {
    return extract.contentSha256().equals(recorded.upstream())
        && recorded.version().equals(ProductVersion.current());
  }

  private static TaskOutcome recorded(Manifest manifest) {
    List<DatasetCounts> counts =
        manifest.datasets().stream()
            .filter(dataset -> dataset.rejects() == null)
            .map(dataset -> DatasetCounts.checked(dataset.name(), 0, dataset.rowsStaged(), 0))
            .toList();
    return new TaskOutcome(
        Status.UNCHANGED, manifest.asOfDate(), counts, List.of(), manifest.warnings(), List.of());
  }
}
