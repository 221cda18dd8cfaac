package io.ordersetl.checking;

import io.ordersetl.checking.RecordFramer.LineMatcher;
import io.ordersetl.dataset.Contract;
import java.util.function.BiFunction;

/**
 * How objects are read; whatever it says, the same rows come out.
 *
 * @param bufferBytes how much is looked at in one go
 * @param plainLines what recognises the plain lines of an object with such a header
 */
record Reading(int bufferBytes, BiFunction<Contract, Header, LineMatcher> plainLines) {
  private static final int BUFFER_BYTES = 256 << 10; // stays in the processor's cache

  static Reading usual() {
    return new Reading(BUFFER_BYTES, PlainLines::new);
  }
}
