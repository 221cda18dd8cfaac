package io.ordersetl.load;

import io.ordersetl.checking.Rejects;
import io.ordersetl.config.Environment;
import io.ordersetl.config.RunId;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectStoreSettings;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.staging.InputObject;
import io.ordersetl.staging.Manifest;
import io.ordersetl.staging.PartWriter;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.staging.StagedFile;
import io.ordersetl.staging.StagedPart;
import io.ordersetl.testing.ObjectStoreExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A run as extract and transform would have staged it, from a few lines of CSV. */
final class StagedRun {
  private final ObjectStoreExtension objectStore;
  private final String runId;
  private String asOf = "2026-11-22";
  private PipelineDefinition definition = TestPipeline.definition();
  private List<InputObject> inputs = List.of();
  private List<String> rejects = List.of();
  private final Map<String, List<String>> rows = new LinkedHashMap<>();

  private StagedRun(ObjectStoreExtension objectStore, String runId) {
    this.objectStore = objectStore;
    this.runId = runId;
    rows("orders", "1,2026-11-01,1.50,", "2,,2.00,\"\"");
    rows("reviews", "5,1", ",2");
    rows("totals", "2026-11-22,2");
    rows("flags", "2026-11-22,any,true", "2026-11-22,none,");
  }

  static StagedRun of(ObjectStoreExtension objectStore, String runId) {
    return new StagedRun(objectStore, runId);
  }

  /** The rows of a dataset, without the header. */
  StagedRun rows(String dataset, String... lines) {
    rows.put(dataset, List.of(lines));
    return this;
  }

  StagedRun asOf(String date) {
    asOf = date;
    return this;
  }

  StagedRun definition(PipelineDefinition other) {
    definition = other;
    return this;
  }

  StagedRun inputs(InputObject... objects) {
    inputs = List.of(objects);
    return this;
  }

  /** What was rejected of orders, as lines of the rejects file. */
  StagedRun rejects(String... lines) {
    rejects = List.of(lines);
    return this;
  }

  /** Writes it all, the manifest last. */
  Manifest stage() {
    try (ObjectStore store =
        ObjectStore.connect(
            ObjectStoreSettings.staging(new Environment(objectStore.environment())))) {
      ObjectUri root = ObjectUri.parse(objectStore.uri("staging"));
      RunStaging staging = new RunStaging(store, root, new RunId(runId));
      PipelineFiles.write(definition, staging, "extract/definition.json");
      List<StagedDataset> datasets = new ArrayList<>();
      rows.forEach((name, lines) -> datasets.add(stage(staging, name, lines)));
      Manifest manifest = manifest(datasets);
      staging.commit(manifest);
      return manifest;
    }
  }

  private StagedDataset stage(RunStaging staging, String name, List<String> lines) {
    String header = definition.contract(name).orElseThrow().header() + "\n";
    PartWriter writer =
        new PartWriter(
            staging, "transform/" + name, header.getBytes(StandardCharsets.UTF_8), Runnable::run);
    for (String line : lines) {
      byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
      writer.write(bytes, 0, bytes.length, 1);
    }
    return new StagedDataset(
        name, lines.size(), lines.size(), 0, writer.finish(), rejects(staging, name));
  }

  private StagedPart rejects(RunStaging staging, String dataset) {
    if (!dataset.equals("orders")) {
      return null;
    }
    try (StagedFile file = new StagedFile(staging, "extract/rejects/orders.csv", Rejects.HEADER)) {
      rejects.forEach(line -> file.writeRow(line + "\n"));
      return file.finish();
    }
  }

  private Manifest manifest(List<StagedDataset> datasets) {
    return new Manifest(
        "transform",
        "0.1.0",
        runId,
        asOf,
        "upstream",
        "2026-11-22T09:00:00Z",
        "extract/definition.json",
        definition.fingerprint(),
        inputs,
        datasets,
        List.of(),
        List.of());
  }
}
