package io.ordersetl.transform;

import io.ordersetl.checking.CheckInput;
import io.ordersetl.checking.CheckedDataset;
import io.ordersetl.checking.DatasetChecker;
import io.ordersetl.config.Environment;
import io.ordersetl.config.RunId;
import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.DefinitionReader;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectStoreSettings;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.staging.Manifest;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.task.ProductVersion;
import io.ordersetl.task.TaskMain;
import io.ordersetl.testing.ObjectStoreExtension;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stages what extract-task would have and runs transform-task on it, as its main does. */
final class TransformBench {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

  private final ObjectStoreExtension objects;
  private final Map<String, String> environment = new HashMap<>();
  private final TreeMap<String, String> files = new TreeMap<>();
  private final Map<String, String> rows = new HashMap<>();

  /** What a run of the task left: its exit status and the last line of its standard output. */
  record Ended(int status, String result) {}

  TransformBench(ObjectStoreExtension objects, Path scratch) {
    this.objects = objects;
    environment.putAll(objects.environment());
    environment.put("RUN_ID", "r");
    environment.put("SCRATCH_DIR", scratch.toString());
    environment.put("MEMORY_LIMIT", "256m");
    file(
        "sources/things.json",
        """
        {"columns": [{"name": "id", "type": "bigint"}, {"name": "label", "type": "text", "nullable": true},
         {"name": "day", "type": "date", "nullable": true}]}""");
    rows("things", "id,label,day\n1,one,2026-01-02\n2,\"\",\n3,,\n");
  }

  TransformBench with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  TransformBench file(String path, String content) {
    files.put(path, content);
    return this;
  }

  TransformBench rows(String source, String csv) {
    rows.put(source, csv);
    return this;
  }

  /** A model and its contract, not published. */
  TransformBench model(String name, String sql, String columns) {
    file("models/" + name + ".sql", sql);
    return file(
        "models/" + name + ".json",
        "{\"publish\": {\"mode\": \"none\"}, \"columns\": [" + columns + "]}");
  }

  /** Writes the extract's manifest and all that it lists. */
  TransformBench stage() {
    try (ObjectStore store = ObjectStore.connect(settings())) {
      RunStaging staging = staging(store);
      PipelineDefinition definition = DefinitionReader.read(files);
      PipelineFiles.write(definition, staging, "extract/a/definition.json");
      List<StagedDataset> datasets = new ArrayList<>();
      for (Contract contract : definition.sources()) {
        datasets.add(check(staging, contract).staged());
      }
      staging.commit(
          new Manifest(
              "extract",
              ProductVersion.current(),
              "r",
              "2026-11-22",
              null,
              CLOCK.instant().toString(),
              "extract/a/definition.json",
              definition.fingerprint(),
              List.of(),
              datasets,
              List.of(),
              List.of()));
    }
    return this;
  }

  private CheckedDataset check(RunStaging staging, Contract contract) {
    byte[] csv = rows.get(contract.name()).getBytes(StandardCharsets.UTF_8);
    CheckInput input = new CheckInput("test", csv.length, () -> new ByteArrayInputStream(csv));
    return new DatasetChecker(staging, "extract/a", "r", 1 << 20, Runnable::run)
        .check(contract, List.of(input));
  }

  Ended run() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    int status =
        new TaskMain("transform", "", CLOCK, print)
            .run(
                new String[0],
                environment,
                variables -> TransformTask.run(TransformSettings.from(variables), CLOCK));
    return new Ended(status, out.toString(StandardCharsets.UTF_8).strip());
  }

  /** The manifest that transform-task committed. */
  Manifest manifest() {
    try (ObjectStore store = ObjectStore.connect(settings())) {
      return staging(store).require("transform");
    }
  }

  /** All rows of a dataset that the manifest lists, with their header. */
  String staged(String dataset) {
    StagedDataset staged = manifest().dataset(dataset).orElseThrow();
    return objects.text("staging/r/" + staged.parts().get(0).path());
  }

  private ObjectStoreSettings settings() {
    return ObjectStoreSettings.staging(new Environment(environment));
  }

  private RunStaging staging(ObjectStore store) {
    return new RunStaging(store, ObjectUri.parse(objects.uri("staging")), new RunId("r"));
  }
}
