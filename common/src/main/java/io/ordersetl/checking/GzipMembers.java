package io.ordersetl.checking;

import io.ordersetl.stream.BulkInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Unpacks a gzip file (RFC 1952): all its members, to the last byte. {@link
 * java.util.zip.GZIPInputStream} takes whatever follows a member and is no whole header for the end
 * of the file, so one damaged byte there would lose all rows behind it without a word. Zeros at the
 * end are none of the file's: some tapes and tools fill up blocks with them.
 */
final class GzipMembers extends BulkInputStream {
  private static final int BUFFER = 64 << 10;
  private static final int MAGIC = 0x8b1f;
  private static final int DEFLATE = 8;
  private static final int HEADER_CHECKSUM = 2;
  private static final int EXTRA_FIELD = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xE0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] packed = new byte[BUFFER];
  private int position;
  private int limit;
  private int members;
  private boolean isInMember;
  private boolean ended;

  GzipMembers(InputStream in) {
    this.in = in;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (length > 0 && !ended) {
      if (!isInMember) {
        startMember();
        continue;
      }
      int unpacked = inflate(bytes, offset, length);
      if (unpacked > 0) {
        return unpacked;
      }
    }
    return length == 0 ? 0 : -1;
  }

  private int inflate(byte[] bytes, int offset, int length) throws IOException {
    if (inflater.needsInput()) {
      requireMore();
      inflater.setInput(packed, position, limit - position);
      position = limit;
    }
    int unpacked = inflated(bytes, offset, length);
    checksum.update(bytes, offset, unpacked);
    if (inflater.finished()) {
      position = limit - inflater.getRemaining();
      endMember();
    }
    return unpacked;
  }

  private int inflated(byte[] bytes, int offset, int length) throws IOException {
    try {
      int unpacked = inflater.inflate(bytes, offset, length);
      if (inflater.needsDictionary()) {
        throw new ZipException("its member " + members + " needs a dictionary");
      }
      return unpacked;
    } catch (DataFormatException e) {
      throw new ZipException("its member " + members + " is damaged: " + e.getMessage());
    }
  }

  private void startMember() throws IOException {
    if (members > 0 && isRestEmpty()) {
      ended = true;
      return;
    }
    members++;
    if (twoBytes() != MAGIC || oneByte() != DEFLATE) {
      throw new ZipException(
          members == 1
              ? "it doesn't start as gzip does"
              : "what follows its member " + (members - 1) + " is no gzip");
    }
    skipRestOfHeader();
    inflater.reset();
    checksum.reset();
    isInMember = true;
  }

  /** Whether nothing but zeros follows. */
  private boolean isRestEmpty() throws IOException {
    boolean isFilledUp = false;
    while (position < limit || fill()) {
      if (packed[position] != 0) {
        if (isFilledUp) {
          throw new ZipException("behind its end and zeros there is something else");
        }
        return false;
      }
      isFilledUp = true;
      position++;
    }
    return true;
  }

  private void skipRestOfHeader() throws IOException {
    int flags = oneByte();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("its member " + members + " has flags that nobody knows");
    }
    skip(6); // time, hints, system
    if ((flags & EXTRA_FIELD) != 0) {
      skip(twoBytes());
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CHECKSUM) != 0) {
      skip(2);
    }
  }

  private void endMember() throws IOException {
    long expected = twoBytes() | (long) twoBytes() << 16;
    long length = twoBytes() | (long) twoBytes() << 16;
    if (expected != checksum.getValue() || length != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw new ZipException("its member " + members + " is not what its checksum says");
    }
    isInMember = false;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      oneByte();
    }
  }

  private void skipText() throws IOException {
    while (oneByte() != 0) {}
  }

  private int twoBytes() throws IOException {
    int low = oneByte();
    return low | oneByte() << 8;
  }

  private int oneByte() throws IOException {
    requireMore();
    return packed[position++] & 0xff;
  }

  private void requireMore() throws IOException {
    if (position == limit && !fill()) {
      throw new EOFException("it ends within its member " + members);
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, in.read(packed, 0, packed.length));
    return limit > 0;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
