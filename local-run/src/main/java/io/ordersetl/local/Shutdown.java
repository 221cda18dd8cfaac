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
public final class Shutdown implements AutoCloseable {

  /** Opens what is to be closed. */
  @FunctionalInterface
  public interface Opening<T extends AutoCloseable> {
    T open() throws Exception;
  }

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private boolean closed;
  private volatile boolean signalled;

  private Shutdown() {}

  /** One that is also closed by signals. */
  public static Shutdown onSignals() {
    Shutdown shutdown = new Shutdown();
    Runtime.getRuntime().addShutdownHook(new Thread(shutdown::signal, "shutdown"));
    return shutdown;
  }

  private void signal() {
    signalled = true;
    close();
  }

  /**
   * Whether the process is ending while {@code main} still runs, which then fails in ways that mean
   * nothing: its servers are gone.
   */
  boolean isSignalled() {
    return signalled;
  }

  public synchronized <T extends AutoCloseable> T open(Opening<T> opening) throws Exception {
    if (closed) {
      throw new IllegalStateException("the process is ending");
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
