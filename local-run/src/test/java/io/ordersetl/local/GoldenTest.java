package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the whole pipeline on each golden folder, and compares what it exports and rejects. */
@Tag("servers")
class GoldenTest {

  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  @TempDir Path folder;

  static Stream<GoldenCase> cases() throws Exception {
    return GoldenCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void givesWhatWasWorkedOutByHand(GoldenCase golden) throws Exception {
    new GoldenSeed(objectStore, warehouse).plant(golden);

    List<TaskReport> reports = run(golden);

    TaskReport last = reports.get(reports.size() - 1);
    assertThat(last.exitCode()).as("%s: %s", last.task(), last.result().message()).isZero();
    assertThat(texts(last.result().outputs())).isEqualTo(golden.expectedExports());
    Map<String, List<String>> rejects = new HashMap<>();
    texts(reports.get(0).result().outputs())
        .forEach((name, text) -> rejects.put(name, GoldenCase.violations(text)));
    rejects.values().removeIf(List::isEmpty);
    assertThat(rejects).isEqualTo(golden.expectedRejects());
  }

  private List<TaskReport> run(GoldenCase golden) {
    Map<String, String> environment = environment(golden);
    List<TaskReport> reports = new ArrayList<>();
    for (Task task : Task.values()) {
      TaskReport report = InProcessTask.run(task, environment);
      reports.add(report);
      if (!report.succeeded()) {
        break;
      }
    }
    return reports;
  }

  private Map<String, String> environment(GoldenCase golden) {
    Map<String, String> environment = new HashMap<>(objectStore.environment());
    environment.putAll(warehouse.environment());
    environment.put("RUN_ID", golden.name());
    environment.put("AS_OF_DATE", golden.asOf().toString());
    environment.put("SCRATCH_DIR", folder.toString());
    golden.pipeline().ifPresent(path -> environment.put("PIPELINE_URI", path.toString()));
    return environment;
  }

  /** The objects' contents by the names of their files. */
  private Map<String, String> texts(List<String> uris) {
    Map<String, String> texts = new HashMap<>();
    for (String uri : uris) {
      String key = ObjectUri.parse(uri).key();
      texts.put(key.substring(key.lastIndexOf('/') + 1), objectStore.text(key));
    }
    return texts;
  }
}
