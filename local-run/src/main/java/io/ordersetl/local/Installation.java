package io.ordersetl.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the tasks were built: each module's jar, and what it needs beside it in {@code lib}.
 *
 * @param home the folder of the whole project
 * @param version the version in the jars' names
 * @param caches with which tasks start faster from the second run on; empty to do without
 */
public record Installation(Path home, String version, Optional<StartCaches> caches)
    implements TaskCommand {

  /** The heap a task gets, here as in its container. */
  static final int HEAP_MEGABYTES = 256;

  /** As the images have them: flags for a short life, see the parent POM. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UseSerialGC",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  @Override
  public List<String> of(Task task, Path temporaryFolder) throws IOException {
    List<String> command = java(task, classPath(task), temporaryFolder);
    return caches.isPresent() ? caches.get().speedUp(task, command) : command;
  }

  /** Every jar by name: what `*` stands for has no order, and archives of classes have one. */
  private String classPath(Task task) throws IOException {
    Path target = home.resolve(task.module()).resolve("target");
    List<String> jars = new ArrayList<>();
    jars.add(target.resolve(task.module() + "-" + version + ".jar").toString());
    Path libraries = target.resolve("lib");
    if (Files.isDirectory(libraries)) {
      try (Stream<Path> files = Files.list(libraries)) {
        files.map(Path::toString).sorted().forEach(jars::add);
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  @Override
  public void ended() {
    caches.ifPresent(StartCaches::makeMissing);
  }

  /** The command that runs a task's main from a class path. */
  static List<String> java(Task task, String classPath, Path temporaryFolder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + HEAP_MEGABYTES + "m");
    command.addAll(FLAGS);
    command.add("-Djava.io.tmpdir=" + temporaryFolder);
    command.addAll(List.of("-cp", classPath, task.mainClass()));
    return command;
  }
}
