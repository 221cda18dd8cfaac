package io.ordersetl.transform;

import io.ordersetl.task.TaskMain;
import java.time.Clock;

/** Starts transform-task: see {@link TransformTask} for what it does. */
public final class TransformMain {
  private TransformMain() {}

  public static void main(String[] arguments) {
    Clock clock = Clock.systemUTC();
    TaskMain main =
        new TaskMain(
            "transform",
            "Runs the SQL models over what extract-task staged, audits the results, stages them.",
            clock,
            System.out);
    System.exit(
        main.run(
            arguments,
            System.getenv(),
            environment -> TransformTask.run(TransformSettings.from(environment), clock)));
  }
}
