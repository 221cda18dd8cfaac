package io.ordersetl.local;

import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.objectstore.ObjectOutput;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The user's own files: those that the pipeline's contracts name, from one folder. */
final class FolderSeed implements Seed {

  private final Path folder;
  private final SortedMap<String, Path> sources;
  private final LocalDate asOf;

  private FolderSeed(Path folder, SortedMap<String, Path> sources, LocalDate asOf) {
    this.folder = folder;
    this.sources = sources;
    this.asOf = asOf;
  }

  /**
   * The files of a folder.
   *
   * @throws TaskFailure of exit 66 where one is missing that can't be made up, naming all of them
   */
  static FolderSeed of(Path folder, PipelineDefinition definition, LocalDate asOf) {
    if (!Files.isDirectory(folder)) {
      throw TaskFailure.inputMissing(
          "--data: there is no folder " + folder + "; name the one with your CSV files");
    }
    SortedMap<String, Path> sources = new TreeMap<>();
    definition.sources().forEach(source -> sources.putAll(files(folder, source.location())));
    Stream<String> missingSources =
        definition.sources().stream()
            .map(Contract::location)
            .filter(location -> files(folder, location).isEmpty());
    Stream<String> missingDimensions =
        definition.dimensions().stream()
            .filter(dimension -> !MadeUpDimensions.has(dimension))
            .filter(dimension -> !Files.isRegularFile(file(folder, dimension)))
            .map(dimension -> file(folder, dimension).getFileName().toString());
    requireNone(folder, Stream.concat(missingSources, missingDimensions).toList());
    return new FolderSeed(folder, sources, asOf);
  }

  private static void requireNone(Path folder, List<String> missing) {
    if (!missing.isEmpty()) {
      throw TaskFailure.inputMissing(
          "--data: "
              + folder
              + " lacks files that the pipeline reads:\n  - "
              + String.join("\n  - ", missing)
              + "\nPut them there (UTF-8 CSV with a header), or leave --data out to see the"
              + " pipeline run on sample data.");
    }
  }

  /** The files of a key, or of a prefix that ends in a slash, by the keys they get. */
  private static SortedMap<String, Path> files(Path folder, String location) {
    SortedMap<String, Path> files = new TreeMap<>();
    Path path = folder.resolve(location);
    if (!location.endsWith("/") && Files.isRegularFile(path)) {
      files.put(location, path);
    } else if (location.endsWith("/") && Files.isDirectory(path)) {
      try (Stream<Path> below = Files.walk(path)) {
        below
            .filter(Files::isRegularFile)
            .filter(file -> !file.getFileName().toString().startsWith("."))
            .forEach(file -> files.put(location + path.relativize(file), file));
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot list " + path, e);
      }
    }
    return files;
  }

  private static Path file(Path folder, Contract dimension) {
    return folder.resolve(dimension.location() + ".csv");
  }

  @Override
  public String description() {
    return "the files in " + folder + ": " + String.join(", ", sources.keySet());
  }

  @Override
  public void upload(ObjectStore store, ObjectUri prefix) throws IOException {
    for (String key : sources.keySet()) {
      try (ObjectOutput output = store.create(prefix.resolve(key))) {
        Files.copy(sources.get(key), output);
        output.complete();
      }
    }
  }

  @Override
  public CsvFile dimension(Contract contract) throws IOException {
    Path file = file(folder, contract);
    return Files.isRegularFile(file)
        ? CsvFile.of(file)
        : new MadeUpDimensions(sources.values().stream().map(CsvFile::of).toList(), asOf)
            .make(contract);
  }
}
