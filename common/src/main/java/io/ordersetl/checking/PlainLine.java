package io.ordersetl.checking;

import java.nio.charset.StandardCharsets;

/** Finds the fields of a plain line, which are what lies between its commas. */
final class PlainLine {
  private PlainLine() {}

  /** The index of a field's first byte. */
  static int startOf(int field, byte[] bytes, int lineStart) {
    int i = lineStart;
    for (int comma = 0; comma < field; comma++) {
      while (bytes[i] != ',') {
        i++;
      }
      i++;
    }
    return i;
  }

  /** The index behind the last byte of the field that starts here. */
  static int endOf(byte[] bytes, int fieldStart, int lineEnd) {
    int i = fieldStart;
    while (i < lineEnd && bytes[i] != ',') {
      i++;
    }
    return i;
  }

  static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1); // it is ASCII
  }
}
