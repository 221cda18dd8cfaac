package io.ordersetl.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks at all published tables again and again, each time by a single statement. */
final class Reader implements AutoCloseable {
  private static final long PAUSE_MILLIS = 10;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Site site;
  private final Thread thread = new Thread(this::read, "reader");
  private final List<String> seen = new ArrayList<>();
  private volatile boolean done;
  private volatile SQLException failure;
  private long statements;
  private long longestNanos;

  private Reader(Site site) {
    this.site = site;
  }

  static Reader start(Site site) {
    Reader reader = new Reader(site);
    reader.thread.setDaemon(true);
    reader.thread.start();
    return reader;
  }

  private void read() {
    try (Connection connection = site.connect();
        Statement statement = connection.createStatement()) {
      while (!done) {
        long start = System.nanoTime();
        note(Picture.ofWarehouse(statement), System.nanoTime() - start);
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (SQLException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void note(String picture, long nanos) {
    statements++;
    longestNanos = Math.max(longestNanos, nanos);
    if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(picture)) {
      seen.add(picture);
    }
  }

  /**
   * What was seen, without repetitions, from the last that the call before took on.
   *
   * @param now what is published now, which is waited for
   */
  List<String> takeSeen(String now) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!now.equals(newest()) && System.nanoTime() < deadline) {
      Thread.sleep(PAUSE_MILLIS);
    }
    return take();
  }

  private synchronized String newest() {
    BrokenPromise.unless(failure == null, "a reader's statement failed: %s", failure);
    return seen.isEmpty() ? "" : seen.get(seen.size() - 1);
  }

  private synchronized List<String> take() {
    List<String> taken = List.copyOf(seen);
    seen.clear();
    seen.add(taken.get(taken.size() - 1));
    return taken;
  }

  synchronized long statements() {
    return statements;
  }

  /** How long a statement took at most: a switch keeps it waiting. */
  synchronized double longestSeconds() {
    return longestNanos / 1e9;
  }

  @Override
  public void close() {
    done = true;
  }
}
