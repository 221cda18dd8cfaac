package io.ordersetl.local;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be undone when this process ends, last opened first: at the end of {@code main}, or
 * on Ctrl-C and SIGTERM, at any moment.
 *
 * <p>Something that is just being opened when the signal comes is waited for and then closed;
 * nothing more is opened after that.
 */
final class Shutdown implements AutoCloseable {

  /** Opens what is to be closed. */
  @FunctionalInterface
  interface Opening<T extends AutoCloseable> {
    T open() throws Exception;
  }

  /** The process is ending; whoever gets this has nothing left to do. */
  static final class StoppingException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private boolean closed;

  private Shutdown() {}

  /** One that is also closed by signals. */
  static Shutdown onSignals() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::close, "shutdown"));
    return shutdown;
  }

  synchronized <T extends AutoCloseable> T open(Opening<T> opening) throws Exception {
    if (closed) {
      throw new StoppingException();
    }
    T resource = opening.open();
    opened.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
  }

  /** What is below on the stack must still be closed, so a failure is told and no more. */
  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      System.err.println("Cannot clean up: " + e);
    }
  }
}
