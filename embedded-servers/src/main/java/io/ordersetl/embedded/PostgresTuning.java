package io.ordersetl.embedded;

import java.util.HashMap;
import java.util.Map;

/**
 * How an embedded PostgreSQL is set.
 *
 * @param settings those that differ from what the server starts with otherwise, by name
 */
public record PostgresTuning(Map<String, String> settings) {

  public PostgresTuning {
    settings = Map.copyOf(settings);
  }

  /** For loading millions of rows on one machine into a database that is thrown away. */
  public static PostgresTuning bulkLoad() {
    return throwaway("256MB", "4GB");
  }

  /** For tests, many of which may run side by side. */
  public static PostgresTuning small() {
    return throwaway("64MB", "1GB");
  }

  /** The same with a setting more, or another value of it. */
  public PostgresTuning with(String name, String value) {
    Map<String, String> more = new HashMap<>(settings);
    more.put(name, value);
    return new PostgresTuning(more);
  }

  /**
   * As PostgreSQL is when it was just installed: what is committed is on disk, and all of it in the
   * log.
   */
  public static PostgresTuning asInstalled() {
    return new PostgresTuning(Map.of("synchronous_commit", "on")); // the library turns it off
  }

  /**
   * Gives up what only matters to data that must outlive a crash: nothing is synced to disk, whole
   * pages are not logged, and the log holds the minimum, so that COPY into a table that its own
   * transaction created writes no log at all. The data is thrown away when the server stops, and a
   * crash loses it.
   *
   * @param sharedBuffers memory for cached pages, in PostgreSQL's own units ({@code 256MB})
   * @param maxWalSize log written between two checkpoints; large, so that bulk loading is not
   *     interrupted by them
   */
  public static PostgresTuning throwaway(String sharedBuffers, String maxWalSize) {
    // The server's own complaint comes late and on another line.
    requireSize("shared_buffers", sharedBuffers);
    requireSize("max_wal_size", maxWalSize);
    return new PostgresTuning(
        Map.of(
            "shared_buffers", sharedBuffers,
            "max_wal_size", maxWalSize,
            "checkpoint_timeout", "30min",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "fsync", "off",
            "full_page_writes", "off",
            "synchronous_commit", "off",
            "maintenance_work_mem", "128MB"));
  }

  private static void requireSize(String setting, String size) {
    if (!size.matches("[1-9][0-9]{0,8}(kB|MB|GB)")) {
      throw new IllegalArgumentException(
          setting + " must be a size such as 256MB or 4GB, but is: " + size);
    }
  }
}
