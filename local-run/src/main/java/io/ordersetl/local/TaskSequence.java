package io.ordersetl.local;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Runs the three tasks one after the other, as processes, up to the first that fails. */
final class TaskSequence {

  private final TaskCommand command;
  private final Path temporaryFolder;
  private final PrintStream progress;
  private final Shutdown shutdown;

  /**
   * @param temporaryFolder that the tasks may fill, and that someone else deletes
   * @param progress gets what the tasks log
   */
  TaskSequence(TaskCommand command, Path temporaryFolder, PrintStream progress, Shutdown shutdown) {
    this.command = command;
    this.temporaryFolder = temporaryFolder;
    this.progress = progress;
    this.shutdown = shutdown;
  }

  /**
   * Runs them.
   *
   * @param servers the variables by which they find the servers
   * @param pipeline the folder of another pipeline definition; null for the shipped one
   */
  List<TaskReport> run(Run run, Map<String, String> servers, Path pipeline) throws Exception {
    Files.createDirectories(temporaryFolder);
    Map<String, String> environment = new TreeMap<>(servers);
    environment.put("RUN_ID", run.id());
    environment.put("AS_OF_DATE", run.asOf().toString());
    environment.put("SCRATCH_DIR", temporaryFolder.toString());
    environment.put("LC_ALL", "C.UTF-8"); // as in the image: file names are UTF-8
    if (pipeline != null) {
      environment.put("PIPELINE_URI", pipeline.toAbsolutePath().toString());
    }
    return run(environment);
  }

  private List<TaskReport> run(Map<String, String> environment) throws Exception {
    List<TaskReport> reports = new ArrayList<>();
    for (Task task : Task.values()) {
      progress.printf("> %s starts (heap %d MB)%n", task.module(), Installation.HEAP_MEGABYTES);
      TaskReport report = run(task, environment);
      reports.add(report);
      progress.printf(
          Locale.ROOT,
          "> %s ended with exit %d, %.1f s%n",
          task.module(),
          report.exitCode(),
          report.seconds());
      if (!report.succeeded()) {
        break;
      }
    }
    return reports;
  }

  private TaskReport run(Task task, Map<String, String> environment) throws Exception {
    List<String> words = command.of(task, temporaryFolder);
    try (TaskProcess process = shutdown.open(() -> TaskProcess.start(words, environment))) {
      return process.await(task, progress);
    }
  }
}
