package io.ordersetl.task;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says every 15 seconds how far long work is: rows, bytes, rate, and what is left. */
public final class Progress {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);
  private static final long INTERVAL_NANOS = 15_000_000_000L;

  private final String what;
  private final long totalBytes;
  private final long start = System.nanoTime();
  private long lastTold = start;

  /**
   * @param what is being done to which dataset
   * @param totalBytes of all there is to do; 0 where that is not known
   */
  public Progress(String what, long totalBytes) {
    this.what = what;
    this.totalBytes = totalBytes;
  }

  /** Notes how far the work is by now. */
  public void at(long rows, long bytes) {
    long now = System.nanoTime();
    if (now - lastTold >= INTERVAL_NANOS) {
      lastTold = now;
      log.info("{}: {}{}", what, summary(rows, bytes), left(bytes, now));
    }
  }

  /** Says that the work is done. */
  public void done(long rows, long bytes) {
    log.info("{}: {}, done", what, summary(rows, bytes));
  }

  private String summary(long rows, long bytes) {
    double seconds = Math.max(0.001, (System.nanoTime() - start) / 1e9);
    return String.format(
        Locale.ROOT,
        "%,d rows, %.1f MB in %.1f s (%.1f MB/s)",
        rows,
        bytes / 1e6,
        seconds,
        bytes / 1e6 / seconds);
  }

  private String left(long bytes, long now) {
    if (totalBytes <= 0 || bytes <= 0) {
      return "";
    }
    double rate = bytes / ((now - start) / 1e9);
    return String.format(
        Locale.ROOT,
        ", %.1f MB left, about %.0f s",
        (totalBytes - bytes) / 1e6,
        (totalBytes - bytes) / rate);
  }
}
