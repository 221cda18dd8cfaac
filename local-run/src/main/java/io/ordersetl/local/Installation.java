package io.ordersetl.local;

import java.io.File;
import java.nio.file.Path;
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

  @Override
  public List<String> of(Task task, Path temporaryFolder) {
    Path target = home.resolve(task.module()).resolve("target");
    Path jar = target.resolve(task.module() + "-" + version + ".jar");
    String libraries = target.resolve("lib") + File.separator + "*";
    return java(task, jar + File.pathSeparator + libraries, temporaryFolder);
  }

  /** The command that runs a task's main from a class path. */
  static List<String> java(Task task, String classPath, Path temporaryFolder) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + HEAP_MEGABYTES + "m",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.io.tmpdir=" + temporaryFolder,
        "-cp",
        classPath,
        task.mainClass());
  }
}
