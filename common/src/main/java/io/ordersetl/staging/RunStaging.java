package io.ordersetl.staging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordersetl.config.RunId;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.objectstore.StoredObject;
import io.ordersetl.task.TaskFailure;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A run's folder under the staging prefix: {@code STAGING_URI/{run}/{task}/…}. */
public final class RunStaging {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  private final ObjectStore store;
  private final ObjectUri root;

  /**
   * @param stagingUri the prefix that holds all runs' folders
   */
  public RunStaging(ObjectStore store, ObjectUri stagingUri, RunId runId) {
    this.store = store;
    this.root = stagingUri.resolve(runId.key() + "/");
  }

  public ObjectStore store() {
    return store;
  }

  /** Where a path below the run's folder is. */
  public ObjectUri resolve(String path) {
    return root.resolve(path);
  }

  /** The manifest of a task, where it has finished. */
  public Optional<Manifest> find(String task) {
    return store.readText(manifestUri(task)).map(json -> parse(json, manifestUri(task)));
  }

  /** The manifest of a task that must have finished; exit 66 where it has not. */
  public Manifest require(String task) {
    return find(task)
        .orElseThrow(
            () ->
                TaskFailure.inputMissing(
                    "There is no "
                        + manifestUri(task)
                        + ": "
                        + task
                        + "-task has not finished for this RUN_ID; run it first"));
  }

  /** Makes what the manifest lists the task's result; one before it is replaced. */
  public void commit(Manifest manifest) {
    try {
      byte[] json = JSON.writeValueAsString(manifest).getBytes(StandardCharsets.UTF_8);
      store.write(manifestUri(manifest.task()), json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of strings and numbers is always JSON", e);
    }
  }

  /** Takes back what a task has committed, where it has. */
  public void withdraw(String task) {
    store.delete(List.of(manifestUri(task)));
  }

  /** A part's bytes; at their end they are known to be those the manifest promised. */
  public InputStream open(StagedPart part) {
    ObjectUri uri = resolve(part.path());
    StoredObject object = new StoredObject(uri, null, part.bytes(), null);
    return new VerifiedPartStream(store.open(object), part, uri);
  }

  /** All rows of a dataset: its parts after each other under one header. */
  public InputStream open(StagedDataset dataset) {
    return new StagedDatasetStream(this, dataset.parts());
  }

  private ObjectUri manifestUri(String task) {
    return resolve(task + "/manifest.json");
  }

  private static Manifest parse(String json, ObjectUri uri) {
    try {
      return JSON.readValue(json, Manifest.class);
    } catch (JsonProcessingException e) {
      throw TaskFailure.dataUnacceptable(
          "The manifest "
              + uri
              + " can't be read ("
              + e.getOriginalMessage()
              + "); it was changed or written by another version: run the task again");
    }
  }
}
