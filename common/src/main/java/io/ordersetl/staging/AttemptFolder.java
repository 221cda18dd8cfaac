package io.ordersetl.staging;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Names of folders that no other attempt of a task writes to, so that a killed or doubled one never
 * touches what a manifest lists.
 */
public final class AttemptFolder {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final SecureRandom RANDOM = new SecureRandom();

  private AttemptFolder() {}

  /** A new name, such as {@code extract/20261122T090000Z-1f3a5b7c}; people see when it was. */
  public static String name(String task, Instant start) {
    byte[] token = new byte[4];
    RANDOM.nextBytes(token);
    return task + "/" + TIME.format(start) + "-" + HexFormat.of().formatHex(token);
  }
}
