package io.ordersetl.embedded;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Credentials that are made up for one server and die with it. */
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** Lower-case hexadecimal digits, so that no shell, URL or SQL needs to quote them. */
  static String hex(int digits) {
    byte[] bytes = new byte[(digits + 1) / 2];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }
}
