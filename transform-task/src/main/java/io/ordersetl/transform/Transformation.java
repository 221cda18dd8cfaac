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
import io.ordersetl.staging.StagedPart;
import io.ordersetl.task.DatasetCounts;
import io.ordersetl.task.ProductVersion;
import io.ordersetl.task.TaskFailure;
import io.ordersetl.task.TaskOutcome;
import io.ordersetl.task.TaskOutcome.Status;
import io.ordersetl.task.TaskRefused;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of a pipeline's models and audits over one extract. */
final class Transformation {
  private static final int SHARE_OF_HEAP_FOR_KEYS = 4;

  /**
   * Parts that a thread downloads or reads at once: with 1 the engine waits for the slower file of
   * each statement; with all of a dataset it would wait for the downloads.
   */
  private static final int PARTS_A_THREAD = 2;

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
    List<DatasetCounts> counts = new ArrayList<>(createTables(engine, scratch, limits.threads()));
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
  private List<DatasetCounts> createTables(Engine engine, Scratch scratch, int threads) {
    engine.execute("stating the run", runSql());
    List<StagedDataset> needed = neededDatasets();
    Iterator<StagedPart> parts =
        needed.stream().flatMap(dataset -> dataset.parts().stream()).iterator();
    int atOnce = PARTS_A_THREAD * threads;
    try (PartDownloads downloads =
        new PartDownloads(staging, scratch.folder("parts"), parts, atOnce, 2 * atOnce)) {
      StagedTables tables = new StagedTables(engine, scratch, downloads, atOnce);
      ReadColumns read = new ReadColumns(definition);
      for (StagedDataset dataset : needed) {
        Contract contract = contract(dataset);
        tables.create(contract, read.of(contract), dataset);
      }
    }
    return needed.stream()
        .map(dataset -> DatasetCounts.checked(dataset.name(), dataset.rowsStaged(), 0, 0))
        .toList();
  }

  private String runSql() {
    return "create table %s as select %s as run_id, date '%s' as as_of_date"
        .formatted(
            PipelineDefinition.RUN_DATASET, Engine.literal(extract.runId()), extract.asOfDate());
  }

  private List<StagedDataset> neededDatasets() {
    Set<String> names =
        Stream.concat(
                definition.models().stream().flatMap(model -> model.references().stream()),
                definition.audits().stream().flatMap(audit -> audit.references().stream()))
            .collect(Collectors.toSet());
    return extract.datasets().stream().filter(dataset -> names.contains(dataset.name())).toList();
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
