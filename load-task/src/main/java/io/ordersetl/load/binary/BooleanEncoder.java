package io.ordersetl.load.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The words true and false. */
final class BooleanEncoder {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private BooleanEncoder() {}

  static void encode(byte[] text, int from, int to, WireBuffer out) {
    boolean isTrue = Arrays.equals(text, from, to, TRUE, 0, TRUE.length);
    if (!isTrue && !Arrays.equals(text, from, to, FALSE, 0, FALSE.length)) {
      throw new IllegalArgumentException("neither true nor false");
    }
    out.writeInt(Byte.BYTES);
    out.writeByte(isTrue ? 1 : 0);
  }
}
