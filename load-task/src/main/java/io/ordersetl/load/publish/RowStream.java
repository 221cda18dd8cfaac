package io.ordersetl.load.publish;

import io.ordersetl.stream.BulkInputStream;
import io.ordersetl.task.Progress;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** Staged CSV on its way into COPY, without its header: told about, and stopped when asked to. */
final class RowStream extends BulkInputStream {
  private final InputStream in;
  private final Rows rows;
  private final AtomicBoolean stopped;
  private final Progress progress;
  private long bytes;

  /**
   * What the manifest promises of a stream.
   *
   * @param what it is, for people
   * @param header its first line, without the line feed
   */
  record Rows(String what, String header, long count, long bytes) {}

  RowStream(InputStream in, Rows rows, AtomicBoolean stopped) {
    this.in = in;
    this.rows = rows;
    this.stopped = stopped;
    this.progress = new Progress("loading " + rows.what(), rows.bytes());
    requireHeader();
  }

  private void requireHeader() {
    byte[] expected = (rows.header() + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      byte[] found = in.readNBytes(expected.length);
      bytes += found.length;
      if (!java.util.Arrays.equals(expected, found)) {
        throw TaskFailure.dataUnacceptable(
            "The staged rows of "
                + rows.what()
                + " begin with '"
                + new String(found, StandardCharsets.UTF_8).strip()
                + "', expected the header '"
                + rows.header()
                + "'; nothing was published, run the earlier tasks again");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading the header of " + rows.what(), e);
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (stopped.get()) {
      throw TaskFailure.passing(
          "Loading " + rows.what() + " was stopped, since another failed", null);
    }
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      bytes += read;
      progress.at(rowsSoFar(), bytes);
    }
    return read;
  }

  /** About: counting line feeds would cost more than the number is worth. */
  private long rowsSoFar() {
    return rows.bytes() == 0 ? 0 : Math.round((double) rows.count() * bytes / rows.bytes());
  }

  void done(long copied) {
    progress.done(copied, bytes);
    if (copied != rows.count()) {
      throw TaskFailure.dataUnacceptable(
          "Of "
              + rows.what()
              + " PostgreSQL took "
              + copied
              + " rows, the manifest lists "
              + rows.count()
              + "; nothing was published, run the earlier tasks again");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
