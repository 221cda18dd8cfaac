package io.ordersetl.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersetl.config.Environment;
import io.ordersetl.config.RunId;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectStoreSettings;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedFile;
import io.ordersetl.staging.StagedPart;
import io.ordersetl.task.ExitCode;
import io.ordersetl.task.TaskFailure;
import io.ordersetl.testing.ObjectStoreExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class PartDownloadsTest {
  private static final int AT_ONCE = 2;
  private static final int AHEAD = 3;

  @RegisterExtension final ObjectStoreExtension objects = new ObjectStoreExtension();
  @TempDir Path folder;

  private ObjectStore store;
  private RunStaging staging;

  @BeforeEach
  void connect() {
    store =
        ObjectStore.connect(ObjectStoreSettings.staging(new Environment(objects.environment())));
    staging = new RunStaging(store, ObjectUri.parse(objects.uri("staging")), new RunId("r"));
  }

  @AfterEach
  void disconnect() {
    store.close();
  }

  @Test
  void handsFilesOutInTheOrderOfTheirParts() throws IOException {
    List<StagedPart> parts = stage(7);

    List<String> contents = new ArrayList<>();
    try (PartDownloads downloads = start(parts)) {
      for (int i = 0; i < parts.size(); i++) {
        contents.add(Files.readString(downloads.next()));
      }
    }

    assertThat(contents)
        .containsExactly("n\n0\n", "n\n1\n", "n\n2\n", "n\n3\n", "n\n4\n", "n\n5\n", "n\n6\n");
  }

  @Test
  void keepsNoMoreThanAFewPartsAhead() throws IOException {
    try (PartDownloads downloads = start(stage(10))) {
      downloads.next();
      downloads.next();
    }

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.count()).isBetween(2L, 2L + AHEAD);
    }
  }

  @Test
  void handsOutNothingThatIsNotWhatTheManifestLists() {
    List<StagedPart> parts = stage(3);
    objects.put("staging/r/parts/1.csv", "n\n9\n");

    try (PartDownloads downloads = start(parts)) {
      downloads.next();

      assertThatThrownBy(downloads::next)
          .isInstanceOfSatisfying(
              TaskFailure.class,
              failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DATA_UNACCEPTABLE))
          .hasMessageContaining("parts/1.csv is not what its manifest lists");
    }
  }

  private PartDownloads start(List<StagedPart> parts) {
    return new PartDownloads(staging, folder, parts.iterator(), AT_ONCE, AHEAD);
  }

  private List<StagedPart> stage(int count) {
    List<StagedPart> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      try (StagedFile file = new StagedFile(staging, "parts/" + i + ".csv", "n\n")) {
        file.writeRow(i + "\n");
        parts.add(file.finish());
      }
    }
    return parts;
  }
}
