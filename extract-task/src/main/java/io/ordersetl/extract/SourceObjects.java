package io.ordersetl.extract;

import io.ordersetl.checking.CheckInput;
import io.ordersetl.dataset.Contract;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.objectstore.StoredObject;
import io.ordersetl.staging.InputObject;
import io.ordersetl.task.TaskFailure;
import java.util.List;

/**
 * A source's objects as they were seen at the start: what is read later is this content or nothing.
 *
 * @param objects in the order of their keys; at least one
 */
record SourceObjects(Contract contract, List<StoredObject> objects) {
  SourceObjects {
    objects = List.copyOf(objects);
  }

  /** Looks up a source's single object, or all objects of its prefix; none is exit 66. */
  static SourceObjects find(Contract contract, ObjectStore store, ObjectUri sourceUri) {
    ObjectUri location = sourceUri.resolve(contract.location());
    List<StoredObject> objects =
        contract.location().endsWith("/")
            ? store.list(location).stream().filter(SourceObjects::isNoFolder).toList()
            : store.find(location).stream().toList();
    if (objects.isEmpty()) {
      throw TaskFailure.inputMissing(
          "There is no object "
              + location
              + (contract.location().endsWith("/") ? "…" : "")
              + ": expected the rows of "
              + contract.name()
              + " there; export them, or correct SOURCE_URI or the contract's \"objects\"");
    }
    return new SourceObjects(contract, objects);
  }

  /** Some tools mark folders by objects of that name, which hold nothing. */
  private static boolean isNoFolder(StoredObject object) {
    return !object.uri().key().endsWith("/");
  }

  /** The size of all objects together, as they lie there. */
  long bytes() {
    return objects.stream().mapToLong(StoredObject::bytes).sum();
  }

  List<InputObject> pinned() {
    return objects.stream()
        .map(
            object ->
                new InputObject(
                    contract.name(), object.uri().toString(), version(object), object.bytes()))
        .toList();
  }

  /** The ETag; of servers that give none, such as those over a plain folder, the time. */
  private static String version(StoredObject object) {
    return object.etag() == null ? "modified " + object.lastModified() : object.etag();
  }

  List<CheckInput> inputs(ObjectStore store) {
    return objects.stream()
        .map(
            object ->
                new CheckInput(object.uri().toString(), object.bytes(), () -> store.open(object)))
        .toList();
  }
}
