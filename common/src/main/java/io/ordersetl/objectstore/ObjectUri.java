package io.ordersetl.objectstore;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an object, or a prefix of objects, lives: {@code s3://bucket/key}.
 *
 * @param key without a slash in front; empty for a whole bucket
 */
public record ObjectUri(String bucket, String key) {
  private static final Pattern URI =
      Pattern.compile("s3a?://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/(.*))?");

  /** The location that the text names; an {@link IllegalArgumentException} says what is wrong. */
  public static ObjectUri parse(String text) {
    Matcher matcher = URI.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("expected s3://bucket/prefix, found '" + text + "'");
    }
    String key = matcher.group(2) == null ? "" : matcher.group(2);
    return new ObjectUri(matcher.group(1), key);
  }

  /** A location below this one, with one slash between the two. */
  public ObjectUri resolve(String relative) {
    String base = key.isEmpty() || key.endsWith("/") ? key : key + "/";
    return new ObjectUri(bucket, base + relative);
  }

  /** Another key of the same bucket. */
  public ObjectUri withKey(String otherKey) {
    return new ObjectUri(bucket, otherKey);
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}
