package io.ordersetl.dataset;

import io.ordersetl.task.TaskFailure;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a pipeline definition, collected so that it is told at once. */
final class Problems {
  private final List<String> found = new ArrayList<>();

  /** Notes a problem at a place: a file and, within JSON, the pointer (RFC 6901) of the value. */
  void add(String file, String pointer, String what) {
    found.add(file + (pointer.isEmpty() ? "" : " " + pointer) + ": " + what);
  }

  /** Stops with exit 78 and every problem, where there are any. */
  void refuse() {
    if (!found.isEmpty()) {
      throw TaskFailure.configuration(
          "The pipeline definition is wrong; correct these and start again:\n  - "
              + String.join("\n  - ", found));
    }
  }
}
