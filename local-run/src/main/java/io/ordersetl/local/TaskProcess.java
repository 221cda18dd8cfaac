package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A task as a process of its own, that knows no more than a container would: the environment it is
 * given, S3 and PostgreSQL. What it logs goes through to the terminal.
 */
final class TaskProcess implements AutoCloseable {

  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final long start = System.nanoTime();

  private TaskProcess(Process process) {
    this.process = process;
  }

  /** Starts a command with the environment variables given and no others. */
  static TaskProcess start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    return new TaskProcess(builder.start());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits for the end.
   *
   * @param log gets what the task logs, line by line
   */
  TaskReport await(Task task, PrintStream log) throws IOException, InterruptedException {
    Thread logging = new Thread(() -> copyLog(log), task.title() + "-log");
    logging.start();
    String lastLine = "";
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lastLine = line;
      }
    }
    int exitCode = process.waitFor();
    logging.join();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new TaskReport(task, exitCode, seconds, TaskResult.parse(lastLine));
  }

  private void copyLog(PrintStream log) {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      lines.lines().forEach(line -> log.println("  " + line));
    } catch (IOException e) {
      log.println("  the log broke off: " + e);
    }
  }

  /** Ends the process, politely at first. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
