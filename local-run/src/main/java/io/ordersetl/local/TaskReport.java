package io.ordersetl.local;

/**
 * How a task went.
 *
 * @param exitCode of its process
 * @param seconds from the start of its process to its end
 */
record TaskReport(Task task, int exitCode, double seconds, TaskResult result) {

  boolean succeeded() {
    return exitCode == 0;
  }
}
