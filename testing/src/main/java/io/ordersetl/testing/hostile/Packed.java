package io.ordersetl.testing.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;

/** Makes gzip files, good ones and others. */
final class Packed {
  private static final int HEADER_BYTES = 10;
  private static final int BLOCK = 1 << 16;

  private Packed() {}

  static byte[] member(byte[] content) {
    return repeated("", "", 0, content);
  }

  /** A member of one piece many times over, without ever holding it unpacked. */
  static byte[] repeated(String start, String piece, int count, String end) {
    return repeated(start, piece, count, end.getBytes(UTF_8));
  }

  private static byte[] repeated(String start, String piece, int count, byte[] end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(start.getBytes(UTF_8));
      byte[] block = piece.repeat(Math.min(count, BLOCK)).getBytes(UTF_8);
      for (int done = 0; done < count; done += BLOCK) {
        gzip.write(block);
      }
      gzip.write(end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A member that has all that RFC 1952 allows in a header. */
  static byte[] adorned(byte[] content) {
    byte[] plain = member(content);
    byte[] header = Arrays.copyOf(plain, HEADER_BYTES);
    header[3] = 0x1F; // text, header checksum, extra field, name, comment
    byte[] fields = join(header, new byte[] {3, 0, 'a', 0, 'b'}, "n\0c\0".getBytes(UTF_8));
    CRC32 checksum = new CRC32();
    checksum.update(fields);
    byte[] twoBytes = {(byte) checksum.getValue(), (byte) (checksum.getValue() >> 8)};
    return join(fields, twoBytes, Arrays.copyOfRange(plain, HEADER_BYTES, plain.length));
  }

  static byte[] join(byte[]... pieces) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      bytes.writeBytes(piece);
    }
    return bytes.toByteArray();
  }

  /**
   * The bytes with one of them changed.
   *
   * @param index from the end where it is negative
   */
  static byte[] flip(byte[] bytes, int index) {
    byte[] changed = bytes.clone();
    changed[index < 0 ? bytes.length + index : index] ^= 0x55;
    return changed;
  }
}
