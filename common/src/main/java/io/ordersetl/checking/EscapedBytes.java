package io.ordersetl.checking;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Bytes of any kind as text that PostgreSQL and people can read: what is not UTF-8, and NUL, as
 * {@code \xHH}.
 */
final class EscapedBytes {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final ByteBuffer bytes;
  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
  private final StringBuilder text = new StringBuilder();

  private EscapedBytes(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  static String text(byte[] bytes, int from, int to) {
    return new EscapedBytes(ByteBuffer.wrap(bytes, from, to - from)).text();
  }

  /** The same for a text, of which only NUL needs it. */
  static String text(String text) {
    return text.replace("\0", "\\x00");
  }

  private String text() {
    CharBuffer decoded = CharBuffer.allocate(bytes.remaining() + 1);
    CoderResult result = utf8.decode(bytes, decoded, true);
    while (result.isError()) {
      take(decoded);
      for (int i = 0; i < result.length(); i++) {
        text.append("\\x").append(HEX.toHexDigits(bytes.get()));
      }
      utf8.reset();
      result = utf8.decode(bytes, decoded, true);
    }
    take(decoded);
    return text(text.toString());
  }

  private void take(CharBuffer decoded) {
    text.append(decoded.flip());
    decoded.clear();
  }
}
