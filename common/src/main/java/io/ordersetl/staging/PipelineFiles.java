package io.ordersetl.staging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordersetl.dataset.DefinitionReader;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.objectstore.StoredObject;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Where pipeline definitions are kept: in the product, in a folder, in S3, and in a run's staging.
 */
public final class PipelineFiles {
  private static final String SHIPPED = "/pipeline";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private PipelineFiles() {}

  /** The definition that {@code PIPELINE_URI} names, or the shipped one. */
  public static PipelineDefinition read(Optional<String> pipelineUri, ObjectStore store) {
    if (pipelineUri.isEmpty()) {
      return DefinitionReader.read(shipped());
    }
    String uri = pipelineUri.get();
    return uri.contains("://")
        ? read(ObjectUri.parse(uri + (uri.endsWith("/") ? "" : "/")), store)
        : DefinitionReader.read(folder(uri));
  }

  /** Copies a definition into a run's staging: all files in one object, for one request. */
  public static void write(PipelineDefinition definition, RunStaging staging, String path) {
    try {
      byte[] json = JSON.writeValueAsBytes(definition.files());
      staging.store().write(staging.resolve(path), json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON", e);
    }
  }

  /** The definition that a run's manifest names. */
  public static PipelineDefinition read(Manifest manifest, RunStaging staging) {
    ObjectUri uri = staging.resolve(manifest.definitionPath());
    String json =
        staging
            .store()
            .readText(uri)
            .orElseThrow(
                () ->
                    TaskFailure.inputMissing(
                        "There is no pipeline definition " + uri + "; run extract-task again"));
    PipelineDefinition definition = DefinitionReader.read(files(json, uri));
    if (!definition.fingerprint().equals(manifest.definitionFingerprint())) {
      throw otherDefinition(uri);
    }
    return definition;
  }

  private static SortedMap<String, String> files(String json, ObjectUri uri) {
    try {
      return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw otherDefinition(uri);
    }
  }

  private static TaskFailure otherDefinition(ObjectUri uri) {
    return TaskFailure.dataUnacceptable(
        "The pipeline definition "
            + uri
            + " is not the one that the run started with; run extract-task again");
  }

  private static PipelineDefinition read(ObjectUri folder, ObjectStore store) {
    SortedMap<String, String> files = new TreeMap<>();
    for (StoredObject object : store.list(folder)) {
      String path = object.uri().key().substring(folder.key().length());
      if (!path.isEmpty() && !path.endsWith("/")) {
        files.put(path, store.readText(object));
      }
    }
    if (files.isEmpty()) {
      throw TaskFailure.inputMissing("There is no pipeline definition under " + folder);
    }
    return DefinitionReader.read(files);
  }

  private static SortedMap<String, String> folder(String uri) {
    Path folder = uri.startsWith("file:") ? Path.of(URI.create(uri)) : Path.of(uri);
    if (!Files.isDirectory(folder)) {
      throw TaskFailure.configuration(
          "PIPELINE_URI: expected a folder or s3://bucket/prefix, and " + folder + " is no folder");
    }
    return files(folder);
  }

  private static SortedMap<String, String> shipped() {
    try {
      URL url = PipelineFiles.class.getResource(SHIPPED);
      if (!url.getProtocol().equals("jar")) {
        return files(Path.of(url.toURI()));
      }
      try (FileSystem jar = FileSystems.newFileSystem(url.toURI(), Map.of())) {
        return files(jar.getPath(SHIPPED));
      }
    } catch (IOException | URISyntaxException e) {
      throw TaskFailure.bug("reading the shipped pipeline definition: " + e, e);
    }
  }

  private static SortedMap<String, String> files(Path folder) {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (!path.getFileName().toString().startsWith(".")) {
          files.put(name, Files.readString(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the pipeline definition in " + folder, e);
    }
    return files;
  }
}
