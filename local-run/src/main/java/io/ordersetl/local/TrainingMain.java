package io.ordersetl.local;

import io.ordersetl.embedded.TemporaryFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Trains the caches that let the JVMs in the task images start faster: runs the whole pipeline once
 * on sample data, each task as its image would.
 */
public final class TrainingMain {

  private TrainingMain() {}

  /** Takes the folder of the images, the one that gets the caches, and the number of orders. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      System.err.println("usage: TrainingMain IMAGES CACHES ORDERS");
      System.exit(64);
    }
    TaskCommand command = new TrainingCommand(Path.of(arguments[0]), Path.of(arguments[1]));
    System.exit(train(command, Long.parseLong(arguments[2]), Clock.systemUTC()));
  }

  private static int train(TaskCommand command, long orders, Clock clock) throws Exception {
    try (Shutdown shutdown = Shutdown.onSignals()) {
      TemporaryFolder folder = shutdown.open(() -> TemporaryFolder.create("orders-etl-"));
      Run run = Run.starting(clock, LocalDate.now(clock));
      Options options =
          new Options(
              Optional.empty(),
              orders,
              run.asOf(),
              folder.path().resolve("out"),
              Optional.empty(),
              false);
      return new LocalRun(options, run, command, System.out, System.err)
          .execute(folder.path(), shutdown);
    }
  }
}
