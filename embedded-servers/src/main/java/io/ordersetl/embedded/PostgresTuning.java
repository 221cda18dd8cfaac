package io.ordersetl.embedded;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much an embedded PostgreSQL may use, in PostgreSQL's own units ({@code 256MB}, {@code 4GB}).
 *
 * <p>Whatever the sizes, the server gives up what only matters to data that must outlive a crash:
 * nothing is synced to disk, whole pages are not logged, and the log holds the minimum, so that
 * COPY into a table that its own transaction created writes no log at all. The data is thrown away
 * when the server stops, and a crash loses it.
 *
 * @param sharedBuffers memory for cached pages
 * @param maxWalSize log written between two checkpoints; large, so that bulk loading is not
 *     interrupted by them
 */
public record PostgresTuning(String sharedBuffers, String maxWalSize) {

  /**
   * Checks that both are sizes, since the server's own complaint comes late and on another line.
   */
  public PostgresTuning {
    requireSize("shared_buffers", sharedBuffers);
    requireSize("max_wal_size", maxWalSize);
  }

  /** For loading millions of rows on one machine. */
  public static PostgresTuning bulkLoad() {
    return new PostgresTuning("256MB", "4GB");
  }

  /** For tests, many of which may run side by side. */
  public static PostgresTuning small() {
    return new PostgresTuning("64MB", "1GB");
  }

  /** The settings that differ from PostgreSQL's defaults, by name. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("shared_buffers", sharedBuffers);
    settings.put("max_wal_size", maxWalSize);
    settings.put("checkpoint_timeout", "30min");
    settings.put("wal_level", "minimal");
    settings.put("max_wal_senders", "0");
    settings.put("fsync", "off");
    settings.put("full_page_writes", "off");
    settings.put("synchronous_commit", "off");
    settings.put("maintenance_work_mem", "128MB");
    return settings;
  }

  private static void requireSize(String setting, String size) {
    if (!size.matches("[1-9][0-9]{0,8}(kB|MB|GB)")) {
      throw new IllegalArgumentException(
          setting + " must be a size such as 256MB or 4GB, but is: " + size);
    }
  }
}
