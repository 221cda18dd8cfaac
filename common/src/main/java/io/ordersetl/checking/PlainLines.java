package io.ordersetl.checking;

import io.ordersetl.checking.RecordFramer.LineMatcher;
import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.Contract;
import java.util.Arrays;

/**
 * Recognises plain lines of an object where they lie: a whole record without quotes, every field of
 * which is plain. All others are left to Commons CSV and {@link RowCheck}; a plain line costs a
 * tenth of what they take for it.
 */
final class PlainLines implements LineMatcher {
  private final PlainValue[] values;
  private final boolean[] nullable;
  private final int maxRecordBytes;

  /**
   * @param header of the object, which tells what its fields are
   */
  PlainLines(Contract contract, Header header) {
    values = new PlainValue[header.fieldCount()];
    nullable = new boolean[header.fieldCount()];
    maxRecordBytes = contract.maxRecordBytes();
    Arrays.fill(values, new PlainText(Integer.MAX_VALUE)); // columns the contract doesn't know
    Arrays.fill(nullable, true);
    for (int i = 0; i < contract.columns().size(); i++) {
      Column column = contract.columns().get(i);
      values[header.field(i)] = PlainValue.of(column);
      nullable[header.field(i)] = column.nullable();
    }
  }

  @Override
  public int end(byte[] bytes, int from) {
    int i = from;
    for (int field = 0; field < values.length; field++) {
      if (field > 0) {
        if (bytes[i] != ',') {
          return PlainValue.ODD;
        }
        i++;
      }
      i = endOfField(field, bytes, i);
      if (i == PlainValue.ODD) {
        return PlainValue.ODD;
      }
    }
    boolean isLine = i > from && i - from <= maxRecordBytes && isLineBreak(bytes, i);
    return isLine ? i : PlainValue.ODD;
  }

  private int endOfField(int field, byte[] bytes, int from) {
    byte first = bytes[from];
    if (first == ',' || first == '\n' || first == '\r') {
      return nullable[field] ? from : PlainValue.ODD;
    }
    return values[field].end(bytes, from);
  }

  private static boolean isLineBreak(byte[] bytes, int i) {
    return bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] == '\n');
  }
}
