package io.ordersetl.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the tasks from this test's class path, since no jar is built when tests run. */
final class TestTaskCommand implements TaskCommand {

  @Override
  public List<String> of(Task task, Path temporaryFolder) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> words = new ArrayList<>(Installation.java(task, classPath, temporaryFolder));
    words.add(1, "-XX:TieredStopAtLevel=1"); // short runs: a third of the time is compiling
    return words;
  }
}
