package io.ordersetl.extract;

import io.ordersetl.checking.CheckedDataset;
import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.staging.InputObject;
import io.ordersetl.staging.Manifest;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.staging.StagedPart;
import io.ordersetl.task.ProductVersion;
import io.ordersetl.task.RejectionCount;
import io.ordersetl.task.TaskOutcome;
import io.ordersetl.task.TaskOutcome.Status;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a pipeline's sources and dimensions into a run's staging. */
final class Extraction {
  private static final Logger log = LoggerFactory.getLogger(Extraction.class);

  private final PipelineDefinition definition;
  private final List<SourceObjects> sources;
  private final ObjectStore sourceStore;
  private final Warehouse warehouse;

  Extraction(
      PipelineDefinition definition,
      List<SourceObjects> sources,
      ObjectStore sourceStore,
      Warehouse warehouse) {
    this.definition = definition;
    this.sources = List.copyOf(sources);
    this.sourceStore = sourceStore;
    this.warehouse = warehouse;
  }

  TaskOutcome run(Attempt attempt) {
    Optional<Manifest> recorded = attempt.staging().find(ExtractTask.NAME);
    LocalDate asOf = attempt.asOfDate(recorded.map(Manifest::asOfDate));
    Optional<Manifest> current = recorded.filter(manifest -> isCurrent(manifest, asOf));
    List<CheckedDataset> checked =
        current.isPresent() ? checkDimensions(attempt) : checkAll(attempt);
    if (current.isPresent() && holds(current.get(), checked)) {
      attempt.discard();
      log.info("inputs and definition are what they were: nothing to do");
      return ExtractOutcome.of(current.get(), Status.UNCHANGED, attempt.staging());
    }
    if (current.isPresent()) {
      checked = Stream.concat(checkSources(attempt).stream(), checked.stream()).toList();
    }
    Manifest manifest = manifest(attempt, asOf, checked);
    AcceptanceLimits.refuseExceeded(definition, manifest, attempt.staging());
    PipelineFiles.write(definition, attempt.staging(), manifest.definitionPath());
    attempt.staging().commit(manifest);
    return ExtractOutcome.of(manifest, Status.SUCCEEDED, attempt.staging());
  }

  /** Whether a recorded result still stands, as far as that can be told without reading rows. */
  private boolean isCurrent(Manifest recorded, LocalDate asOf) {
    return recorded.asOfDate().equals(asOf)
        && recorded.version().equals(ProductVersion.current())
        && recorded.definitionFingerprint().equals(definition.fingerprint())
        && recorded.inputs().equals(pinned());
  }

  private static boolean holds(Manifest recorded, List<CheckedDataset> dimensions) {
    return dimensions.stream()
        .map(CheckedDataset::staged)
        .allMatch(
            dimension ->
                recorded.dataset(dimension.name()).map(Extraction::checksums).stream()
                    .anyMatch(checksums -> checksums.equals(checksums(dimension))));
  }

  private static List<String> checksums(StagedDataset dataset) {
    return Stream.concat(dataset.parts().stream(), Stream.of(dataset.rejects()))
        .map(StagedPart::checksum)
        .toList();
  }

  private List<InputObject> pinned() {
    return sources.stream().flatMap(source -> source.pinned().stream()).toList();
  }

  private List<CheckedDataset> checkAll(Attempt attempt) {
    Future<List<CheckedDataset>> dimensions = attempt.startBeside(() -> checkDimensions(attempt));
    return await(Stream.concat(startSources(attempt), Stream.of(dimensions)));
  }

  private List<CheckedDataset> checkSources(Attempt attempt) {
    return await(startSources(attempt));
  }

  /** The largest first, so that no thread is left alone with it at the end. */
  private Stream<Future<List<CheckedDataset>>> startSources(Attempt attempt) {
    return sources.stream()
        .sorted(Comparator.comparingLong(SourceObjects::bytes).reversed())
        .map(source -> attempt.start(() -> List.of(check(source, attempt))));
  }

  /** What was started, in the definition's order. */
  private List<CheckedDataset> await(Stream<Future<List<CheckedDataset>>> started) {
    List<String> order =
        Stream.concat(definition.sources().stream(), definition.dimensions().stream())
            .map(Contract::name)
            .toList();
    return Attempt.await(started.toList()).stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparingInt(checked -> order.indexOf(checked.staged().name())))
        .toList();
  }

  private CheckedDataset check(SourceObjects source, Attempt attempt) {
    return attempt.checker(sources.size() + 1).check(source.contract(), source.inputs(sourceStore));
  }

  private List<CheckedDataset> checkDimensions(Attempt attempt) {
    if (definition.dimensions().isEmpty()) {
      return List.of();
    }
    try (DimensionSnapshot snapshot = DimensionSnapshot.open(warehouse)) {
      List<CheckedDataset> checked = new ArrayList<>();
      for (Contract contract : definition.dimensions()) {
        checked.add(
            attempt.checker(sources.size() + 1).check(contract, List.of(snapshot.input(contract))));
      }
      return checked;
    }
  }

  private Manifest manifest(Attempt attempt, LocalDate asOf, List<CheckedDataset> checked) {
    List<RejectionCount> rejections =
        checked.stream().flatMap(dataset -> dataset.rejections().stream()).toList();
    return new Manifest(
        ExtractTask.NAME,
        ProductVersion.current(),
        attempt.runId(),
        asOf.toString(),
        null,
        attempt.now().toString(),
        attempt.folder() + "/definition.json",
        definition.fingerprint(),
        pinned(),
        checked.stream().map(CheckedDataset::staged).toList(),
        rejections,
        List.of());
  }
}
