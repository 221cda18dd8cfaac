package io.ordersetl.testing;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A server that is started when the first test asks for it and serves all tests of the JVM. Where
 * it can't be started, every test that asks is told so, without another attempt.
 */
final class SharedServer<T> {

  private final Supplier<T> start;
  private T server;
  private RuntimeException failure;

  SharedServer(Supplier<T> start) {
    this.start = start;
  }

  synchronized T get() {
    if (failure != null) {
      throw failure;
    }
    if (server == null) {
      server = startOnce();
    }
    return server;
  }

  private T startOnce() {
    try {
      return start.get();
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  /**
   * A shutdown hook, not a JUnit resource, since a build that is interrupted should clean up too.
   */
  static void closeAtExit(AutoCloseable server) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "close-test-server"));
  }

  private static void close(AutoCloseable server) {
    try {
      server.close();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot stop a test server", e);
    }
  }

  /** The image's name, which a closed network overrides by an environment variable. */
  static String image(String variable, String otherwise) {
    return Optional.ofNullable(System.getenv(variable))
        .filter(name -> !name.isBlank())
        .orElse(otherwise);
  }
}
