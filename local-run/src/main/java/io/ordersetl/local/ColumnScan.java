package io.ordersetl.local;

import java.io.IOException;
import java.io.InputStream;

/**
 * Shows the values of one column of a CSV file, as bytes, at 500 MB/s and more: good enough to
 * learn which ids and years there are, since it takes quotes as they come and judges nothing.
 */
final class ColumnScan {

  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_VALUE = 64;

  /** Takes a value: the first {@code length} bytes, which are only valid during the call. */
  @FunctionalInterface
  interface Visitor {
    void visit(byte[] value, int length);
  }

  private final int column;
  private final Visitor visitor;
  private final byte[] value = new byte[LONGEST_VALUE];

  private int length;
  private int field;
  private boolean quoted;
  private boolean inHeader = true;

  private ColumnScan(int column, Visitor visitor) {
    this.column = column;
    this.visitor = visitor;
  }

  /** Visits the values of a column, where the file has it; longer ones are cut. */
  static void visit(CsvFile file, String columnName, Visitor visitor) throws IOException {
    int column = file.header().indexOf(columnName);
    if (column >= 0) {
      new ColumnScan(column, visitor).scan(file);
    }
  }

  private void scan(CsvFile file) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = file.open()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          take(buffer[i]);
        }
      }
    }
    endField();
  }

  private void take(byte next) {
    if (next == '"') {
      quoted = !quoted;
    } else if (next == ',' && !quoted) {
      endField();
      field++;
    } else if (next == '\n' && !quoted) {
      endField();
      field = 0;
      inHeader = false;
    } else if (field == column && next != '\r' && length < LONGEST_VALUE) {
      value[length++] = next;
    }
  }

  private void endField() {
    if (field == column && !inHeader) {
      visitor.visit(value, length);
    }
    length = 0;
  }
}
