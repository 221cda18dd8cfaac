package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {

  @TempDir Path folder;

  @Test
  void deletesWhatAnEarlierRunWroteAndNothingElse() throws Exception {
    Path export = write("analytics_export/agg_shipments.csv");
    Path reject = write("rejects/orders.csv");
    Path result = write("result.json");
    Path mine = write("rejects/notes.txt");
    Path alsoMine = write("orders.csv");

    OutputFolder.prepare(folder);

    assertThat(export.getParent()).doesNotExist();
    assertThat(reject).doesNotExist();
    assertThat(result).doesNotExist();
    assertThat(mine).exists();
    assertThat(alsoMine).exists();
  }

  @Test
  void makesTheFolderWhereItIsMissing() throws Exception {
    OutputFolder.prepare(folder.resolve("a/b"));

    assertThat(folder.resolve("a/b")).isEmptyDirectory();
  }

  @Test
  void refusesAFile() throws Exception {
    Path file = write("file");

    assertThatThrownBy(() -> OutputFolder.prepare(file))
        .isInstanceOf(UsageException.class)
        .hasMessage("--out needs a folder, and " + file + " is a file");
  }

  private Path write(String name) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "");
  }
}
