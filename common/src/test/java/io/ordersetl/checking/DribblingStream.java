package io.ordersetl.checking;

import java.io.ByteArrayInputStream;

/** Gives three bytes at a time at most and never says how many there are. */
final class DribblingStream extends ByteArrayInputStream {
  private static final int MOST = 3;

  DribblingStream(byte[] bytes) {
    super(bytes);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    return super.read(bytes, offset, Math.min(MOST, length));
  }

  @Override
  public int available() {
    return 0;
  }
}
