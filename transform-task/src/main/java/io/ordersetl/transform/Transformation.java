package io.ordersetl.transform;

import io.ordersetl.checking.DatasetChecker;
import io.ordersetl.config.Limits;
import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.Model;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.staging.AttemptFolder;
import io.ordersetl.staging.Manifest;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.task.DatasetCounts;
import io.ordersetl.task.ProductVersion;
import io.ordersetl.task.TaskFailure;
import io.ordersetl.task.TaskOutcome;
import io.ordersetl.task.TaskOutcome.Status;
import io.ordersetl.task.TaskRefused;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of a pipeline's models and audits over one extract. */
final class Transformation {
  private static final int SHARE_OF_HEAP_FOR_KEYS = 4;

  private final PipelineDefinition definition;
  private final Manifest extract;
  private final RunStaging staging;
  private final Clock clock;
  private final String folder;

  Transformation(PipelineDefinition definition, Manifest extract, RunStaging staging, Clock clock) {
    this.definition = definition;
    this.extract = extract;
    this.staging = staging;
    this.clock = clock;
    this.folder = AttemptFolder.name(TransformTask.NAME, clock.instant());
  }

  TaskOutcome run(Engine engine, Scratch scratch, Limits limits) {
    List<DatasetCounts> counts = new ArrayList<>(createTables(engine, scratch));
    Models models = new Models(engine, scratch);
    definition.models().forEach(models::create);
    Audits audits = new Audits(engine, scratch, staging, folder);
    definition.audits().forEach(audits::run);
    refuseFailures(audits, counts);
    List<StagedDataset> results = new ArrayList<>();
    long keyMemory = limits.heapBytes() / SHARE_OF_HEAP_FOR_KEYS;
    DatasetChecker checker =
        new DatasetChecker(staging, folder, extract.runId(), keyMemory, Runnable::run);
    for (Model model : definition.models()) {
      StagedDataset staged = models.stage(model, checker);
      results.add(staged);
      counts.add(DatasetCounts.checked(staged.name(), 0, staged.rowsStaged(), 0));
    }
    staging.commit(manifest(results, audits.warnings()));
    return outcome(Status.SUCCEEDED, counts, audits);
  }

  /** Makes a table of each dataset that a model or an audit reads. */
  private List<DatasetCounts> createTables(Engine engine, Scratch scratch) {
    engine.execute("stating the run", runSql());
    StagedTables tables = new StagedTables(staging, scratch, engine);
    Set<String> needed = referencedDatasets();
    List<DatasetCounts> counts = new ArrayList<>();
    for (StagedDataset dataset : extract.datasets()) {
      if (needed.contains(dataset.name())) {
        tables.create(contract(dataset), dataset);
        counts.add(DatasetCounts.checked(dataset.name(), dataset.rowsStaged(), 0, 0));
      }
    }
    return counts;
  }

  private String runSql() {
    return "create table %s as select %s as run_id, date '%s' as as_of_date"
        .formatted(
            PipelineDefinition.RUN_DATASET, Engine.literal(extract.runId()), extract.asOfDate());
  }

  private Set<String> referencedDatasets() {
    return Stream.concat(
            definition.models().stream().flatMap(model -> model.references().stream()),
            definition.audits().stream().flatMap(audit -> audit.references().stream()))
        .collect(Collectors.toSet());
  }

  private Contract contract(StagedDataset dataset) {
    return definition.contract(dataset.name()).orElseThrow();
  }

  private void refuseFailures(Audits audits, List<DatasetCounts> counts) {
    try {
      audits.refuseFailures();
    } catch (TaskFailure failure) {
      throw new TaskRefused(failure, outcome(Status.FAILED, counts, audits));
    }
  }

  private TaskOutcome outcome(Status status, List<DatasetCounts> counts, Audits audits) {
    return new TaskOutcome(
        status, extract.asOfDate(), counts, List.of(), audits.warnings(), audits.outputs());
  }

  /** Lists what extract-task staged and, after it, the models: all that load-task needs. */
  private Manifest manifest(List<StagedDataset> results, List<String> warnings) {
    List<StagedDataset> datasets =
        Stream.concat(extract.datasets().stream(), results.stream()).toList();
    return new Manifest(
        TransformTask.NAME,
        ProductVersion.current(),
        extract.runId(),
        extract.asOf(),
        extract.contentSha256(),
        clock.instant().toString(),
        extract.definitionPath(),
        extract.definitionFingerprint(),
        extract.inputs(),
        datasets,
        extract.rejections(),
        Stream.concat(extract.warnings().stream(), warnings.stream()).toList());
  }
}
