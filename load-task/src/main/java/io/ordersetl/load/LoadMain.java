package io.ordersetl.load;

import io.ordersetl.task.TaskMain;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** Publishes what a run has staged and exports the analytics tables. */
public final class LoadMain {
  private static final String SUMMARY =
      "Publishes the staged datasets to PostgreSQL in one transaction and exports the analytics"
          + " tables to S3.";

  private LoadMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv(), System.out));
  }

  /**
   * The task without a process around it: its result goes to {@code out}, its status is returned.
   */
  public static int run(String[] arguments, Map<String, String> environment, PrintStream out) {
    Clock clock = Clock.systemUTC();
    return new TaskMain("load", SUMMARY, clock, out)
        .run(arguments, environment, variables -> LoadTask.run(variables, clock));
  }
}
