package io.ordersetl.extract;

import io.ordersetl.task.TaskMain;
import java.time.Clock;

/** Starts extract-task: see {@link ExtractTask} for what it does. */
public final class ExtractMain {
  private ExtractMain() {}

  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    TaskMain main =
        new TaskMain(
            "extract",
            "Checks every source row against its contract, quarantines what fails, stages the rest.",
            clock,
            System.out);
    System.exit(
        main.run(
            arguments,
            System.getenv(),
            environment -> ExtractTask.run(ExtractSettings.from(environment), clock)));
  }
}
