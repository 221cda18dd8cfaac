package io.ordersetl.load.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes on their way to the server, in its order: the high byte first. */
final class WireBuffer {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  WireBuffer(int capacity) {
    bytes = new byte[capacity];
  }

  int size() {
    return size;
  }

  /** Forgets what came after the first {@code length} bytes. */
  void cut(int length) {
    size = length;
  }

  /** Makes room for so many more bytes; to be called before they are written. */
  void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = java.util.Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  void writeByte(int value) {
    bytes[size++] = (byte) value;
  }

  void writeShort(int value) {
    SHORT.set(bytes, size, (short) value);
    size += Short.BYTES;
  }

  void writeInt(int value) {
    INT.set(bytes, size, value);
    size += Integer.BYTES;
  }

  void writeLong(long value) {
    LONG.set(bytes, size, value);
    size += Long.BYTES;
  }

  void write(byte[] source, int from, int to) {
    System.arraycopy(source, from, bytes, size, to - from);
    size += to - from;
  }

  void copyTo(byte[] target, int offset, int from, int length) {
    System.arraycopy(bytes, from, target, offset, length);
  }
}
