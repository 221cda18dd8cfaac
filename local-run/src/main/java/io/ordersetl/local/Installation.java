package io.ordersetl.local;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the tasks were built.
 *
 * @param home the folder of the whole project
 * @param version the version in the jars' names
 */
record Installation(Path home, String version) {

  /** The heap a task gets, here as in its container. */
  static final int HEAP_MEGABYTES = 256;

  /** The command that runs a task's main. */
  List<String> command(Task task, Path temporaryFolder) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + HEAP_MEGABYTES + "m",
        "-XX:+ExitOnOutOfMemoryError",
        "-Djava.io.tmpdir=" + temporaryFolder,
        "-cp",
        classPath(task),
        task.mainClass());
  }

  private String classPath(Task task) {
    Path target = home.resolve(task.module()).resolve("target");
    Path jar = target.resolve(task.module() + "-" + version + ".jar");
    return jar + File.pathSeparator + target.resolve("lib") + File.separator + "*";
  }
}
