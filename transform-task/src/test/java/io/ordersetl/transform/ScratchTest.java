package io.ordersetl.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  @TempDir Path directory;

  @Test
  void goesWithWhatIsInIt() throws IOException {
    try (Scratch scratch = Scratch.in(directory)) {
      Files.writeString(scratch.folder("spill").resolve("a"), "x");
    }

    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void deletesWhatAKilledTaskLeft() throws IOException {
    Path abandoned = Files.createDirectory(directory.resolve("orders-etl-transform-1"));
    Files.writeString(abandoned.resolve("models.duckdb"), "x");
    Files.createFile(directory.resolve("orders-etl-transform-1.lock"));
    Files.createFile(directory.resolve("somebody-elses.lock"));

    Scratch.in(directory).close();

    assertThat(directory).isDirectoryContaining(path -> path.endsWith("somebody-elses.lock"));
    assertThat(abandoned).doesNotExist();
    assertThat(directory.resolve("orders-etl-transform-1.lock")).doesNotExist();
  }

  @Test
  void leavesThatOfATaskThatLives() throws IOException {
    try (Scratch other = Scratch.in(directory)) {
      Files.writeString(other.file("models.duckdb"), "x");

      Scratch.in(directory).close();

      assertThat(other.file("models.duckdb")).exists();
    }
  }
}
