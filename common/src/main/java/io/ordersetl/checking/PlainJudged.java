package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import java.nio.charset.StandardCharsets;

/**
 * Values of the kinds and rules that are too rare for a way of their own: the column's check itself
 * is asked, at a tenth of what parsing the whole line costs.
 */
final class PlainJudged extends PlainValue {
  private final ColumnCheck check;
  private final StringBuilder canonical = new StringBuilder();

  PlainJudged(Column column) {
    check = new ColumnCheck(column);
  }

  @Override
  int end(byte[] bytes, int from) {
    int end = PlainText.endOfText(bytes, from);
    String value = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    canonical.setLength(0);
    boolean isGood = end > from && check.check(value, canonical) == null;
    return isGood && value.contentEquals(canonical) ? end : ODD;
  }
}
