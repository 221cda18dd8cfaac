package io.ordersetl.checking;

/** Printable ASCII that needs no quotes. A backslash is odd, since {@code \.} ends COPY's input. */
final class PlainText extends PlainValue {
  private final int length;

  /**
   * @param length the most characters there may be
   */
  PlainText(int length) {
    this.length = length;
  }

  @Override
  int end(byte[] bytes, int from) {
    int end = endOfText(bytes, from);
    return isEnd(bytes[end]) && end - from <= length ? end : ODD;
  }

  static int endOfText(byte[] bytes, int from) {
    int i = from;
    while (isPlain(bytes[i])) {
      i++;
    }
    return i;
  }

  private static boolean isPlain(byte b) {
    return b >= ' ' && b < 0x7f && b != ',' && b != '"' && b != '\\';
  }

  private static boolean isEnd(byte b) {
    return b == ',' || b == '\n' || b == '\r';
  }
}
