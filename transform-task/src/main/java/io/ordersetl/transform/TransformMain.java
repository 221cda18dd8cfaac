package io.ordersetl.transform;

import io.ordersetl.task.TaskMain;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/** Starts transform-task: see {@link TransformTask} for what it does. */
public final class TransformMain {
  private TransformMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments, System.getenv(), System.out));
  }

  /**
   * The task without a process around it: its result goes to {@code out}, its status is returned.
   */
  public static int run(String[] arguments, Map<String, String> environment, PrintStream out) {
    Clock clock = Clock.systemUTC();
    return new TaskMain(
            "transform",
            "Runs the SQL models over what extract-task staged, audits the results, stages them.",
            clock,
            out)
        .run(
            arguments,
            environment,
            variables -> TransformTask.run(TransformSettings.from(variables), clock));
  }
}
