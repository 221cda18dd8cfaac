package io.ordersetl.transform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for temporary files that goes with what is in it. */
final class Scratch implements AutoCloseable {
  private final Path folder;

  private Scratch(Path folder) {
    this.folder = folder;
  }

  static Scratch in(Path directory) {
    try {
      return new Scratch(Files.createTempDirectory(directory, "orders-etl-transform-"));
    } catch (IOException e) {
      throw new UncheckedIOException("making a temporary folder in " + directory, e);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** A new folder within this one. */
  Path folder(String name) {
    try {
      return Files.createDirectories(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("making " + folder.resolve(name), e);
    }
  }

  /** Deletes a file or folder that is no longer needed, to keep the disk's use low. */
  void delete(Path path) {
    try (Stream<Path> below = Files.walk(path)) {
      for (Path each : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("deleting " + path, e);
    }
  }

  @Override
  public void close() {
    delete(folder);
  }
}
