package io.ordersetl.local;

import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.objectstore.StoredObject;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The folder that gets a run's results. */
record OutputFolder(Path path) {

  private static final String CSV = "*.csv";

  /**
   * Makes the folder, or deletes from it what an earlier run wrote, and nothing else: a run that
   * fails must not leave another run's exports there.
   */
  static OutputFolder prepare(Path path) throws IOException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new UsageException("--out needs a folder, and " + path + " is a file");
    }
    OutputFolder folder = new OutputFolder(path);
    folder.clear(folder.exports());
    folder.clear(folder.rejects());
    Files.deleteIfExists(folder.result());
    Files.createDirectories(path);
    return folder;
  }

  private void clear(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, CSV)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    try {
      Files.delete(folder);
    } catch (DirectoryNotEmptyException e) {
      // it holds files of the user's, which stay
    }
  }

  Path exports() {
    return path.resolve("analytics_export");
  }

  /** The tables that the run exported, by name. */
  List<Path> exportedTables() throws IOException {
    if (!Files.isDirectory(exports())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(exports())) {
      return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
  }

  Path rejects() {
    return path.resolve("rejects");
  }

  Path result() {
    return path.resolve("result.json");
  }

  /** Copies objects into one of the folders, under the last part of their keys. */
  static void fetch(List<String> uris, ObjectStore store, Path folder) throws IOException {
    for (String uri : uris) {
      fetch(ObjectUri.parse(uri), store, folder);
    }
  }

  private static void fetch(ObjectUri uri, ObjectStore store, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(uri.key().substring(uri.key().lastIndexOf('/') + 1));
    StoredObject object =
        store
            .find(uri)
            .orElseThrow(
                () -> TaskFailure.bug("A task lists " + uri + ", which is not there", null));
    try (InputStream in = store.open(object)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
