package io.ordersetl.testing;

import java.util.Arrays;
import java.util.Locale;

/** Where the servers of a test run come from. */
enum Backend {
  /** In this JVM or as its child process; needs nothing. */
  EMBEDDED,
  /** Containers of the images that are used in life; needs a Docker engine. */
  CONTAINERS;

  private static final String PROPERTY = "orders-etl.test.servers";

  /** The one this JVM was told to use. */
  static Backend chosen() {
    String name = System.getProperty(PROPERTY, "embedded");
    return Arrays.stream(values())
        .filter(backend -> backend.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "-D" + PROPERTY + " must be embedded or containers, but is: " + name));
  }
}
