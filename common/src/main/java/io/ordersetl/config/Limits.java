package io.ordersetl.config;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a task may use of its machine.
 *
 * @param memoryBytes memory of the whole process, heap and all; by default the container's
 * @param heapBytes what of it the JVM may use for its heap
 * @param threads how much is done side by side; by default the processors the container has
 * @param scratchDirectory where temporary files go; removed with what is in them at the end
 */
public record Limits(long memoryBytes, long heapBytes, int threads, Path scratchDirectory) {

  public static Limits from(Environment environment) {
    Runtime runtime = Runtime.getRuntime();
    return new Limits(
        environment.optional("MEMORY_LIMIT", ByteSize::parse).orElseGet(Limits::ofContainer),
        runtime.maxMemory(),
        environment.integer("THREADS", Math.max(1, runtime.availableProcessors()), 1, 64),
        environment
            .optional("SCRATCH_DIR", Limits::existingDirectory)
            .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"))));
  }

  /**
   * The JVM knows the limit of the container it runs in; without one it is the machine's memory.
   */
  private static long ofContainer() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  private static Path existingDirectory(String text) {
    Path directory = Path.of(text);
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "expected a folder that can be written, found '" + text + "' (" + e + ")", e);
    }
  }
}
