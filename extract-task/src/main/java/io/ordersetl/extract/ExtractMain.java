package io.ordersetl.extract;

import io.ordersetl.task.TaskMain;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** Starts extract-task: see {@link ExtractTask} for what it does. */
public final class ExtractMain {
  private ExtractMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv(), System.out));
  }

  /**
   * The task without a process around it: its result goes to {@code out}, its status is returned.
   */
  public static int run(String[] arguments, Map<String, String> environment, PrintStream out) {
    Clock clock = Clock.systemUTC();
    return new TaskMain(
            "extract",
            "Checks every source row against its contract, quarantines what fails, stages the rest.",
            clock,
            out)
        .run(
            arguments,
            environment,
            variables -> ExtractTask.run(ExtractSettings.from(variables), clock));
  }
}
