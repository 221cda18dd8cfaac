package io.ordersetl.checking;

import io.ordersetl.checking.RecordBatch.Position;
import io.ordersetl.checking.RecordBatch.Shape;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts an object's bytes into records, a buffer at a time, and recognises plain lines while it is
 * at it, since a second look at every byte would cost as much as the first. Blank lines are
 * skipped, as is a UTF-8 byte-order mark. Memory is bounded: of a record over the limit only its
 * beginning is kept.
 */
final class RecordFramer {
  /** How much of a record over the limit is kept at most, for people to recognise it by. */
  static final int KEPT_OF_A_LONG_RECORD = 4096;

  private static final int ROOM_FOR_MORE = 256 << 10;

  /** Knows a kind of lines when it sees one. */
  interface LineMatcher {
    /**
     * The index of the line break that ends the line starting here, or {@link PlainValue#ODD} where
     * it is not of that kind. There is a line feed at or behind the start.
     */
    int end(byte[] bytes, int from);
  }

  private final String object;
  private final InputStream in;
  private final int maxRecordBytes;
  private final int kept; // of a longer one
  private final RecordScanner scanner = new RecordScanner();
  private LineMatcher plainLines; // null until the header is known
  private byte[] buffer;
  private int position;
  private int limit;
  private long bufferOffset;
  private boolean ended;
  private boolean skipLineFeed;

  /**
   * @param object its name in messages
   */
  RecordFramer(String object, InputStream in, int maxRecordBytes, int bufferBytes) {
    this.object = object;
    this.in = in;
    this.maxRecordBytes = maxRecordBytes;
    this.kept = Math.min(KEPT_OF_A_LONG_RECORD, maxRecordBytes);
    this.buffer = new byte[bufferBytes];
  }

  /** Fills the batch with the first record alone, the header; false where there is none. */
  boolean first(RecordBatch batch) throws IOException {
    return fill(batch, 1);
  }

  /** Recognises plain lines from the next batch on. */
  void recognise(LineMatcher lines) {
    plainLines = lines;
  }

  /** Fills the batch with the next records; false when there are no more. */
  boolean next(RecordBatch batch) throws IOException {
    return fill(batch, Integer.MAX_VALUE);
  }

  private boolean fill(RecordBatch batch, int most) throws IOException {
    do {
      makeRoom();
      fill();
      batch.clear(buffer);
      frame(batch, most);
    } while (batch.count() == 0 && !(ended && position == limit));
    return batch.count() > 0;
  }

  private void makeRoom() {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    bufferOffset += position;
    limit -= position;
    position = 0;
    if (limit == buffer.length) {
      // One record fills the buffer: make room for its rest, at most the limit's worth.
      buffer =
          Arrays.copyOf(
              buffer, (int) Math.min(2L * buffer.length, maxRecordBytes + 2L * ROOM_FOR_MORE));
    }
  }

  private void fill() throws IOException {
    boolean atStart = bufferOffset == 0 && limit == 0;
    while (limit < buffer.length && !ended) {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        ended = true;
      } else {
        limit += read;
      }
    }
    if (atStart) {
      position = ByteOrderMark.length(object, buffer, limit);
    }
  }

  private void frame(RecordBatch batch, int most) throws IOException {
    int lastLineFeed = plainLines == null ? -1 : lastLineFeed();
    while (position < limit && batch.count() < most) {
      if (skipLineFeed && buffer[position] == '\n') {
        position++;
        skipLineFeed = false;
        continue;
      }
      skipLineFeed = false;
      boolean isPlain = position <= lastLineFeed && framePlain(batch);
      if (!isPlain && !frameOne(batch)) {
        return;
      }
    }
  }

  private int lastLineFeed() {
    int i = limit - 1;
    while (i >= position && buffer[i] != '\n') {
      i--;
    }
    return i;
  }

  /** Frames the line at the position if it is plain. */
  private boolean framePlain(RecordBatch batch) {
    int end = plainLines.end(buffer, position);
    if (end == PlainValue.ODD) {
      return false;
    }
    batch.addPlain(position, end, scanner.line(), bufferOffset + position);
    endRecord(end);
    return true;
  }

  /** Frames the record at the position; false when its end is not in the buffer yet. */
  private boolean frameOne(RecordBatch batch) throws IOException {
    long line = scanner.line();
    scanner.startRecord();
    int end = scanner.scan(buffer, position, limit);
    if (end == RecordScanner.MORE && !ended) {
      if (limit - position <= maxRecordBytes) {
        scanner.backTo(line);
        return false;
      }
      skipLongRecord(batch, line);
      return false;
    }
    if (end == RecordScanner.MORE) {
      refuseOpenQuote();
      end = limit;
    }
    add(batch, line, end);
    endRecord(end);
    return true;
  }

  private void add(RecordBatch batch, long line, int end) {
    int length = end - position;
    if (length == 0) {
      return;
    }
    Position where = new Position(line, bufferOffset + position, length);
    if (length > maxRecordBytes) {
      batch.addOdd(position, position + kept, where, Shape.TOO_LONG);
    } else {
      batch.addOdd(position, end, where, scanner.isMalformed() ? Shape.MALFORMED : Shape.WHOLE);
    }
  }

  private void endRecord(int end) {
    position = end;
    if (end < limit) {
      skipLineFeed = buffer[end] == '\r';
      position++;
      scanner.countLine();
    }
  }

  /** Reads over the rest of a record that is longer than the limit, keeping its beginning. */
  private void skipLongRecord(RecordBatch batch, long line) throws IOException {
    int start = position;
    long offset = bufferOffset + position;
    int keptEnd = start + kept;
    if (keptEnd == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length + ROOM_FOR_MORE);
      batch.moveTo(buffer);
    }
    int end = RecordScanner.MORE;
    while (end == RecordScanner.MORE && !ended) {
      bufferOffset += limit - keptEnd;
      limit = keptEnd;
      fill();
      end = scanner.scan(buffer, keptEnd, limit);
    }
    if (end == RecordScanner.MORE) {
      refuseOpenQuote();
      end = limit;
    }
    long length = bufferOffset + end - offset;
    batch.addOdd(start, keptEnd, new Position(line, offset, length), Shape.TOO_LONG);
    endRecord(end);
  }

  private void refuseOpenQuote() {
    if (scanner.isQuoteOpen()) {
      throw TaskFailure.dataUnacceptable(
          object
              + ": the quote that opens on line "
              + scanner.quoteOpenedAt()
              + " is never closed, so where the rows after it end can't be told; correct that line"
              + " and run again");
    }
  }
}
