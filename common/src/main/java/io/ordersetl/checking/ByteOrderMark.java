package io.ordersetl.checking;

import io.ordersetl.task.TaskFailure;

/** The mark some programs put in front of a text to say how it is encoded. */
final class ByteOrderMark {
  private ByteOrderMark() {}

  /** The bytes to skip at the start of a UTF-8 text; a UTF-16 one is exit 65. */
  static int length(String object, byte[] bytes, int limit) {
    if (limit >= 3 && startsWith(bytes, 0xEF, 0xBB) && (bytes[2] & 0xff) == 0xBF) {
      return 3;
    }
    if (limit >= 2 && (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF))) {
      throw TaskFailure.dataUnacceptable(
          object + ": expected UTF-8, found the byte-order mark of UTF-16; export it as UTF-8");
    }
    return 0;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return (bytes[0] & 0xff) == first && (bytes[1] & 0xff) == second;
  }
}
