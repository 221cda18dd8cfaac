package io.ordersetl.staging;

import io.ordersetl.stream.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** The parts of a dataset after each other, the header of the first one only. */
final class StagedDatasetStream extends BulkInputStream {
  private final RunStaging staging;
  private final Iterator<StagedPart> parts;
  private InputStream current;
  private boolean first = true;

  StagedDatasetStream(RunStaging staging, List<StagedPart> parts) {
    this.staging = staging;
    this.parts = parts.iterator();
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (current != null || openNext()) {
      int read = current.read(buffer, offset, length);
      if (read >= 0) {
        return read;
      }
      close();
    }
    return -1;
  }

  private boolean openNext() throws IOException {
    if (!parts.hasNext()) {
      return false;
    }
    current = staging.open(parts.next());
    if (!first) {
      skipLine(current);
    }
    first = false;
    return true;
  }

  private static void skipLine(InputStream in) throws IOException {
    int b;
    do {
      b = in.read();
    } while (b >= 0 && b != '\n');
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
      current = null;
    }
  }
}
