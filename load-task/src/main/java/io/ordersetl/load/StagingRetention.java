package io.ordersetl.load;

import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.objectstore.StoredObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the staging of old runs, failed ones too. A run is as old as the last object it wrote.
 * What does not look like a run's folder is left alone.
 */
final class StagingRetention {
  private static final Logger log = LoggerFactory.getLogger(StagingRetention.class);
  private static final Set<String> TASKS = Set.of("extract", "transform", "load");

  private final ObjectStore store;
  private final ObjectUri root;
  private final int keptRuns;

  StagingRetention(ObjectStore store, ObjectUri stagingUri, int keptRuns) {
    this.store = store;
    this.root = stagingUri.key().isEmpty() ? stagingUri : stagingUri.resolve("");
    this.keptRuns = keptRuns;
  }

  private record RunFolder(String name, List<StoredObject> objects) {
    Instant lastWritten() {
      return objects.stream()
          .map(StoredObject::lastModified)
          .max(Comparator.naturalOrder())
          .orElse(Instant.EPOCH);
    }
  }

  /**
   * Deletes what is too old.
   *
   * @param current the folder of the run that is going on, which is always kept
   * @return the folders that are left
   */
  Set<String> apply(String current) {
    List<RunFolder> newestFirst =
        store.listFolders(root).stream()
            .filter(name -> !name.equals(current))
            .map(name -> new RunFolder(name, store.list(root.resolve(name + "/"))))
            .filter(this::isRun)
            .sorted(Comparator.comparing(RunFolder::lastWritten).reversed())
            .toList();
    int others = Math.min(newestFirst.size(), keptRuns - 1);
    newestFirst.subList(others, newestFirst.size()).forEach(this::delete);
    Set<String> kept =
        newestFirst.subList(0, others).stream().map(RunFolder::name).collect(Collectors.toSet());
    kept.add(current);
    return kept;
  }

  private boolean isRun(RunFolder folder) {
    return !folder.objects().isEmpty()
        && folder.objects().stream().allMatch(object -> TASKS.contains(task(folder, object)));
  }

  private String task(RunFolder folder, StoredObject object) {
    String path = object.uri().key().substring(root.key().length() + folder.name().length() + 1);
    int slash = path.indexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Manifests go first: a folder that is half deleted must not look like a run that finished. */
  private void delete(RunFolder folder) {
    Map<Boolean, List<ObjectUri>> uris =
        folder.objects().stream()
            .map(StoredObject::uri)
            .collect(Collectors.partitioningBy(uri -> uri.key().endsWith("/manifest.json")));
    store.delete(uris.get(true));
    store.delete(uris.get(false));
    log.info(
        "deleted the staging of run {}: {} objects, last written {}",
        folder.name(),
        folder.objects().size(),
        folder.lastWritten());
  }
}
