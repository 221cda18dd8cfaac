package io.ordersetl.checking;

import io.ordersetl.task.TaskFailure;

/** The keys that a dataset's good rows have, within bounded memory. */
abstract class KeySet {
  private final String dataset;
  private final long memoryBytes;

  KeySet(String dataset, long memoryBytes) {
    this.dataset = dataset;
    this.memoryBytes = memoryBytes;
  }

  /** Remembers a key; false when it was there. */
  abstract boolean add(String key);

  /** The same for a key whose canonical text lies in a plain line. */
  boolean add(byte[] bytes, int from, int to) {
    return add(PlainLine.text(bytes, from, to));
  }

  /** Stops with exit 78 before more memory is used than there is. */
  final void reserve(long bytes, long keys) {
    if (bytes > memoryBytes) {
      throw TaskFailure.configuration(
          dataset
              + ": remembering "
              + keys
              + " primary keys takes "
              + (bytes >> 20)
              + " MiB, and the task may spend "
              + (memoryBytes >> 20)
              + " MiB of its heap on that; give its container more memory, or the JVM a larger -Xmx");
    }
  }
}
