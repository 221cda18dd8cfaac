package io.ordersetl.checking;

import java.io.InputStream;
import java.util.function.Supplier;

/**
 * Something that rows are read from.
 *
 * @param name the object's URI or the table's name, as rejects and messages have it
 * @param bytes its size, or 0 where that is not known beforehand
 * @param open starts reading from the first byte
 */
public record CheckInput(String name, long bytes, Supplier<InputStream> open) {
  boolean isGzip() {
    return name.endsWith(".gz");
  }
}
