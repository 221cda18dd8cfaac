package io.ordersetl.load.binary;

import io.ordersetl.task.TaskFailure;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.List;

/** Turns a line of canonical CSV into a row of COPY's binary format. */
final class RowEncoder {
  private static final int NULL = -1;

  /** What {@link #encode} gives for a line that does not end yet. */
  static final int NOT_WHOLE = -1;

  private final String table;
  private final List<BinaryColumn> columns;
  private final WireType[] types;
  private byte[] unquoted = new byte[256];

  /**
   * @param table for people
   */
  RowEncoder(String table, List<BinaryColumn> columns) {
    this.table = table;
    this.columns = List.copyOf(columns);
    this.types = columns.stream().map(BinaryColumn::wireType).toArray(WireType[]::new);
  }

  /** Appends the row that starts at {@code from}; returns where the next one starts. */
  int encode(byte[] lines, int from, int to, WireBuffer out) {
    int start = out.size();
    out.reserve(Short.BYTES);
    out.writeShort(types.length);
    int at = from;
    for (int column = 0; column < types.length && at != NOT_WHOLE; column++) {
      at =
          at < to && lines[at] == '"'
              ? encodeQuoted(lines, at, to, column, out)
              : encodePlain(lines, at, to, column, out);
    }
    if (at == NOT_WHOLE) {
      out.cut(start);
    }
    return at;
  }

  private int encodePlain(byte[] lines, int from, int to, int column, WireBuffer out) {
    int end = from;
    while (end < to && lines[end] != ',' && lines[end] != '\n') {
      end++;
    }
    if (end == to) {
      return NOT_WHOLE;
    }
    if (end == from) {
      out.reserve(Integer.BYTES);
      out.writeInt(NULL);
    } else {
      encodeValue(lines, from, end, column, out);
    }
    return next(lines, end, column);
  }

  /** A value in quotes is one that nothing but a text holds; it may be empty. */
  private int encodeQuoted(byte[] lines, int from, int to, int column, WireBuffer out) {
    int length = 0;
    int at = from + 1;
    while (at + 1 < to && (lines[at] != '"' || lines[at + 1] == '"')) {
      at += lines[at] == '"' ? 1 : 0;
      if (length == unquoted.length) {
        unquoted = java.util.Arrays.copyOf(unquoted, 2 * length);
      }
      unquoted[length++] = lines[at++];
    }
    if (at + 1 >= to) {
      return NOT_WHOLE;
    }
    encodeValue(unquoted, 0, length, column, out);
    return next(lines, at + 1, column);
  }

  private void encodeValue(byte[] text, int from, int to, int column, WireBuffer out) {
    out.reserve(WireType.MOST_OVERHEAD + to - from);
    try {
      types[column].encode(text, from, to, out);
    } catch (IllegalArgumentException | DateTimeException e) {
      String value = new String(text, from, to - from, StandardCharsets.UTF_8);
      throw notCanonical(column, "'" + value + "'");
    }
  }

  private int next(byte[] lines, int delimiter, int column) {
    byte expected = (byte) (column == types.length - 1 ? '\n' : ',');
    if (lines[delimiter] != expected) {
      throw notCanonical(column, "another number of values than the table has columns");
    }
    return delimiter + 1;
  }

  private TaskFailure notCanonical(int column, String found) {
    return TaskFailure.dataUnacceptable(
        "The staged rows of "
            + table
            + " are not canonical CSV: in column "
            + columns.get(column).name()
            + " a row has "
            + found
            + ", expected "
            + columns.get(column).type()
            + "; nothing was published, run the earlier tasks again");
  }
}
