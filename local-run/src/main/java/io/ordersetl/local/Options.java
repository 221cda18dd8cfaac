package io.ordersetl.local;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What the command line asks for.
 *
 * @param data the folder of the user's own files; sample data where it is empty
 * @param orders how many orders the sample data has
 * @param pipeline the folder of another pipeline definition than the shipped one
 * @param keep leave the servers running when the tasks are done
 */
record Options(
    Optional<Path> data,
    long orders,
    LocalDate asOf,
    Path out,
    Optional<Path> pipeline,
    boolean keep) {

  static final long DEFAULT_ORDERS = 10_000;
  static final Path DEFAULT_OUT = Path.of("out");

  Options {
    if (pipeline.isPresent() && data.isEmpty()) {
      throw new UsageException(
          "--pipeline needs --data DIR: there is no sample data for another pipeline's tables");
    }
  }
}
