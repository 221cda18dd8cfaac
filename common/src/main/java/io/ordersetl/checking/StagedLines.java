package io.ordersetl.checking;

import java.nio.charset.StandardCharsets;

/**
 * A batch's good rows on their way to the parts, in their order. Neighbours that lie in the object
 * as they are staged are copied in one go, without a look at what is between them.
 */
final class StagedLines {
  /** Where whole lines go. */
  interface Output {
    void write(byte[] lines, int offset, int length, long lineCount);
  }

  private final Output output;
  private final StringBuilder written = new StringBuilder();
  private long writtenRows;
  private byte[] bytes;
  private int runStart;
  private int runEnd;
  private long runRows;

  StagedLines(Output output) {
    this.output = output;
  }

  /** Where to write lines that don't lie ready; each is to be counted. */
  StringBuilder written() {
    flushRun();
    return written;
  }

  void countWritten() {
    writtenRows++;
  }

  /**
   * Adds a plain line.
   *
   * @param end the index of its line break
   */
  void addPlain(byte[] from, int start, int end, Header header) {
    if (header.isContracts() && from[end] == '\n') {
      addAsItLies(from, start, end + 1);
    } else {
      transcribe(from, start, end, header);
    }
  }

  private void transcribe(byte[] from, int start, int end, Header header) {
    flushRun();
    for (int column = 0; column < header.columnCount(); column++) {
      int field = PlainLine.startOf(header.field(column), from, start);
      written.append(column == 0 ? "" : ",");
      written.append(PlainLine.text(from, field, PlainLine.endOf(from, field, end)));
    }
    written.append('\n');
    countWritten();
  }

  private void addAsItLies(byte[] from, int start, int end) {
    if (runRows > 0 && start == runEnd && from == bytes) {
      runEnd = end;
      runRows++;
      return;
    }
    flush();
    bytes = from;
    runStart = start;
    runEnd = end;
    runRows = 1;
  }

  /** Hands on everything: the buffer that lines lie in is about to change. */
  void flush() {
    flushRun();
    if (writtenRows > 0) {
      byte[] encoded = written.toString().getBytes(StandardCharsets.UTF_8);
      output.write(encoded, 0, encoded.length, writtenRows);
      written.setLength(0);
      writtenRows = 0;
    }
  }

  private void flushRun() {
    if (runRows > 0) {
      output.write(bytes, runStart, runEnd - runStart, runRows);
      runRows = 0;
    }
  }
}
