package io.ordersetl.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 268435456}, {@code 256m}, {@code 1g}; powers of 1024. */
public final class ByteSize {
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmg]?)(i?b)?");

  private ByteSize() {}

  /** The size in bytes; an {@link IllegalArgumentException} says what it took exception to. */
  public static long parse(String text) {
    Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected a size such as 268435456, 256m or 1g, found '" + text + "'");
    }
    int shift =
        switch (matcher.group(2)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), 1L << shift);
  }
}
