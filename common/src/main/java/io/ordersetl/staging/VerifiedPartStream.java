package io.ordersetl.staging;

import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.stream.BulkInputStream;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;

/** A part's bytes, checked against the manifest's size and checksum when the last was read. */
final class VerifiedPartStream extends BulkInputStream {
  private final InputStream in;
  private final PartChecksum checksum = new PartChecksum();
  private final StagedPart part;
  private final ObjectUri uri;
  private long bytes;
  private boolean verified;

  VerifiedPartStream(InputStream in, StagedPart part, ObjectUri uri) {
    this.in = in;
    this.part = part;
    this.uri = uri;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      checksum.update(buffer, offset, read);
      bytes += read;
    } else if (read < 0 && !verified) {
      verify();
    }
    return read;
  }

  private void verify() {
    verified = true;
    String found = checksum.value();
    if (bytes != part.bytes() || !found.equals(part.checksum())) {
      throw TaskFailure.dataUnacceptable(
          "The staged object "
              + uri
              + " is not what its manifest lists: expected "
              + part.bytes()
              + " bytes with checksum "
              + part.checksum()
              + ", found "
              + bytes
              + " bytes with "
              + found
              + "; nothing was published, run the task that staged it again");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
