package io.ordersetl.load;

import io.ordersetl.task.TaskMain;
import java.time.Clock;

/** Publishes what a run has staged and exports the analytics tables. */
public final class LoadMain {
  private static final String SUMMARY =
      "Publishes the staged datasets to PostgreSQL in one transaction and exports the analytics"
          + " tables to S3.";

  private LoadMain() {}

  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    TaskMain main = new TaskMain("load", SUMMARY, clock, System.out);
    System.exit(
        main.run(arguments, System.getenv(), environment -> LoadTask.run(environment, clock)));
  }
}
