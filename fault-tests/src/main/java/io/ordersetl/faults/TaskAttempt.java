package io.ordersetl.faults;

import io.ordersetl.local.Task;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A task as a process of its own, that may be ended at any moment. */
final class TaskAttempt implements AutoCloseable {
  /** What {@link #end} returns of one that SIGKILL ended. */
  static final int KILLED = 137;

  private final Task task;
  private final Process process;
  private final Path log;
  private final Path result;
  private final long start = System.nanoTime();

  private TaskAttempt(Task task, Process process, Path log, Path result) {
    this.task = task;
    this.process = process;
    this.log = log;
    this.result = result;
  }

  /** Starts a command with these environment variables and no others. */
  static TaskAttempt start(
      Task task, List<String> command, Map<String, String> environment, Path logs)
      throws IOException {
    Path log = Files.createTempFile(logs, task.title() + "-", ".log");
    Path result = Files.createTempFile(logs, task.title() + "-", ".json");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectError(log.toFile()).redirectOutput(result.toFile());
    return new TaskAttempt(task, builder.start(), log, result);
  }

  Task task() {
    return task;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    waitFor(30);
  }

  /** Waits, but not longer than the task may take. */
  int end(int limitSeconds) {
    if (!waitFor(limitSeconds)) {
      kill();
      throw new BrokenPromise(
          "%s-task hangs: it was still running after %d s:%n%s"
              .formatted(task.title(), limitSeconds, log()));
    }
    return process.exitValue();
  }

  /** Whether it has ended within so many milliseconds. */
  boolean endsWithin(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean waitFor(int seconds) {
    return endsWithin(seconds * 1000L);
  }

  double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** What it has logged. */
  String log() {
    return read(log);
  }

  /** The result line, as far as there is one. */
  String result() {
    return read(result);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (isAlive()) {
      kill();
    }
    Files.delete(log);
    Files.delete(result);
  }
}
