package io.ordersetl.local;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the tasks were built: each module's jar, and what it needs beside it in {@code lib}.
 *
 * @param home the folder of the whole project
 * @param version the version in the jars' names
 */
record Installation(Path home, String version) implements TaskCommand {

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
  public List<String> of(Task task, Path temporaryFolder) {
    Path target = home.resolve(task.module()).resolve("target");
    Path jar = target.resolve(task.module() + "-" + version + ".jar");
    String libraries = target.resolve("lib") + File.separator + "*";
    return java(task, jar + File.pathSeparator + libraries, temporaryFolder);
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
