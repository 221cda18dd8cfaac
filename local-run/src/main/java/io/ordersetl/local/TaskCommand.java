package io.ordersetl.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How a task is started as a process. */
@FunctionalInterface
public interface TaskCommand {

  /**
   * The program and its arguments.
   *
   * @param temporaryFolder for the JVM's own temporary files
   */
  List<String> of(Task task, Path temporaryFolder) throws IOException;

  /** Told when all tasks have ended well and nobody waits any more. */
  default void ended() {}
}
