package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordersetl.extract.ExtractMain;
import io.ordersetl.load.LoadMain;
import io.ordersetl.transform.TransformMain;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;

/** The mains' own work, in this process: starting one for each of many cases would take minutes. */
final class InProcessTask {
  private InProcessTask() {}

  /** Runs a task; its report has no time. */
  static TaskReport run(Task task, Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exitCode = run(task, environment, new PrintStream(out, true, UTF_8));
    String lastLine = out.toString(UTF_8).strip();
    return new TaskReport(task, exitCode, 0, TaskResult.parse(lastLine));
  }

  private static int run(Task task, Map<String, String> environment, PrintStream out) {
    String[] arguments = {};
    return switch (task) {
      case EXTRACT -> ExtractMain.run(arguments, environment, out);
      case TRANSFORM -> TransformMain.run(arguments, environment, out);
      case LOAD -> LoadMain.run(arguments, environment, out);
    };
  }
}
