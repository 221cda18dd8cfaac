package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A task's process, and what everybody on the machine could see of it meanwhile.
 *
 * @param output all it wrote
 * @param commandLines of all processes that ran at the same time
 */
record ObservedProcess(int exitCode, String output, Set<String> commandLines) {
  private static final long LOOK_EVERY_MILLIS = 50;

  /** Runs a task from this test's class path with these variables and no others. */
  static ObservedProcess run(Task task, Path temporaryFolder, Map<String, String> environment)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(new TestTaskCommand().of(task, temporaryFolder))
            .redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> readAll(process));
    Set<String> commandLines = new TreeSet<>();
    do {
      ProcessHandle.allProcesses().forEach(seen -> commandLine(seen).ifPresent(commandLines::add));
    } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
    return new ObservedProcess(process.exitValue(), new String(output.join(), UTF_8), commandLines);
  }

  private static byte[] readAll(Process process) {
    try {
      return process.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where there is no {@code /proc}, as much of it as Java tells. */
  private static Optional<String> commandLine(ProcessHandle process) {
    Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
    try {
      return Files.exists(file)
          ? Optional.of(Files.readString(file, ISO_8859_1).replace('\0', ' '))
          : process.info().commandLine();
    } catch (IOException e) {
      return Optional.empty(); // it has just ended
    }
  }
}
