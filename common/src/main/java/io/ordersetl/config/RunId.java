package io.ordersetl.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The name of a run, as the scheduler gives it: any text, such as Airflow's {@code
 * scheduled__2026-11-22T09:00:00+00:00}.
 */
public record RunId(String value) {
  private static final int LONGEST_KEY = 180;
  private static final int KEPT_OF_A_LONG_KEY = 140;

  public RunId {
    if (value.isBlank()) {
      throw new IllegalArgumentException("expected the name of a run, found a blank");
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("holds a NUL character");
    }
  }

  /**
   * The run's name in object keys: letters, digits, {@code _}, {@code -} and inner dots stay, every
   * other byte becomes {@code ~HH}. Two ids never share a key: the encoding can be reversed, and
   * what is too long ends in {@code ~~} (which can't occur otherwise) and the id's SHA-256.
   */
  public String key() {
    StringBuilder key = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      if (isSafe(b) && !(b == '.' && key.isEmpty())) {
        key.append((char) b);
      } else {
        key.append('~').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    if (key.length() <= LONGEST_KEY) {
      return key.toString();
    }
    return key.substring(0, KEPT_OF_A_LONG_KEY) + "~~" + sha256().substring(0, 32);
  }

  private static boolean isSafe(byte b) {
    return (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || (b >= '0' && b <= '9')
        || b == '_'
        || b == '-'
        || b == '.';
  }

  private String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
