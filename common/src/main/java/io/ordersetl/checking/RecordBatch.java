package io.ordersetl.checking;

import java.util.Arrays;

/**
 * Some records of an object, as they lie in one buffer. Record {@code i} is the bytes from {@code
 * start(i)} to {@code end(i)}, without its line break. The buffer is the framer's: a batch is valid
 * until the next one is asked for.
 */
final class RecordBatch {
  /** What the framer found out about a record. */
  enum Shape {
    WHOLE,
    MALFORMED,
    TOO_LONG
  }

  private static final int FIRST_RECORDS = 1024;

  private byte[] bytes;
  private int count;
  private int[] starts = new int[FIRST_RECORDS];
  private int[] ends = new int[FIRST_RECORDS];
  private long[] lines = new long[FIRST_RECORDS];
  private long[] offsets = new long[FIRST_RECORDS];
  private long[] lengths = new long[FIRST_RECORDS];
  private Shape[] shapes = new Shape[FIRST_RECORDS];

  void clear(byte[] buffer) {
    bytes = buffer;
    count = 0;
  }

  /** Goes on in a larger buffer that starts with the same bytes. */
  void moveTo(byte[] largerBuffer) {
    bytes = largerBuffer;
  }

  void add(int start, int end, Position position, Shape shape) {
    if (count == starts.length) {
      grow();
    }
    starts[count] = start;
    ends[count] = end;
    lines[count] = position.line();
    offsets[count] = position.offset();
    lengths[count] = position.length();
    shapes[count] = shape;
    count++;
  }

  /**
   * Where a record is in its object.
   *
   * @param line the physical line it starts on
   * @param offset of its first byte
   * @param length in bytes; more than the batch holds where the record is too long
   */
  record Position(long line, long offset, long length) {}

  private void grow() {
    int size = count * 2;
    starts = Arrays.copyOf(starts, size);
    ends = Arrays.copyOf(ends, size);
    lines = Arrays.copyOf(lines, size);
    offsets = Arrays.copyOf(offsets, size);
    lengths = Arrays.copyOf(lengths, size);
    shapes = Arrays.copyOf(shapes, size);
  }

  byte[] bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  int start(int record) {
    return starts[record];
  }

  int end(int record) {
    return ends[record];
  }

  long line(int record) {
    return lines[record];
  }

  long offset(int record) {
    return offsets[record];
  }

  long length(int record) {
    return lengths[record];
  }

  Shape shape(int record) {
    return shapes[record];
  }
}
