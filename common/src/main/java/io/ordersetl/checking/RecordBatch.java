package io.ordersetl.checking;

import java.util.Arrays;

/**
 * Some records of an object, as they lie in one buffer. Record {@code i} is the bytes from {@code
 * start(i)} to {@code end(i)}, without its line break. Those that are not plain are odd. The buffer
 * is the framer's: a batch is valid until the next one is asked for.
 */
final class RecordBatch {
  /** What the framer found out about a record. */
  enum Shape {
    PLAIN,
    WHOLE,
    MALFORMED,
    TOO_LONG
  }

  private static final int FIRST_RECORDS = 1024;

  private byte[] bytes;
  private int count;
  private int oddCount;
  private int[] odd = new int[FIRST_RECORDS];
  private int[] starts = new int[FIRST_RECORDS];
  private int[] ends = new int[FIRST_RECORDS];
  private long[] lines = new long[FIRST_RECORDS];
  private long[] offsets = new long[FIRST_RECORDS];
  private long[] lengths = new long[FIRST_RECORDS];
  private Shape[] shapes = new Shape[FIRST_RECORDS];

  void clear(byte[] buffer) {
    bytes = buffer;
    count = 0;
    oddCount = 0;
  }

  /** Goes on in a larger buffer that starts with the same bytes. */
  void moveTo(byte[] largerBuffer) {
    bytes = largerBuffer;
  }

  /** Adds a plain line; its offset is that of its first byte. */
  void addPlain(int start, int end, long line, long offset) {
    add(start, end, Shape.PLAIN);
    lines[count - 1] = line;
    offsets[count - 1] = offset;
    lengths[count - 1] = (long) end - start;
  }

  void addOdd(int start, int end, Position position, Shape shape) {
    add(start, end, shape);
    lines[count - 1] = position.line();
    offsets[count - 1] = position.offset();
    lengths[count - 1] = position.length();
    odd[oddCount++] = count - 1;
  }

  private void add(int start, int end, Shape shape) {
    if (count == starts.length) {
      grow();
    }
    starts[count] = start;
    ends[count] = end;
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
    odd = Arrays.copyOf(odd, size);
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

  /** How many records are odd. */
  int oddCount() {
    return oddCount;
  }

  /** The index of an odd record among all records. */
  int odd(int number) {
    return odd[number];
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
