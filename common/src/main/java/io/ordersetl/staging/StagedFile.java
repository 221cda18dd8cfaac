package io.ordersetl.staging;

import io.ordersetl.objectstore.ObjectOutput;
import java.nio.charset.StandardCharsets;

/**
 * One staged object of any size, written line by line, that appears when it is finished; closed
 * before that, nothing of it stays.
 */
public final class StagedFile implements AutoCloseable {
  private final String path;
  private final ObjectOutput output;
  private final PartChecksum checksum = new PartChecksum();
  private long bytes;
  private long rows;

  /**
   * @param path below the run's folder
   * @param header the first line, with its line feed
   */
  public StagedFile(RunStaging staging, String path, String header) {
    this.path = path;
    this.output = staging.store().create(staging.resolve(path));
    append(header);
  }

  /** Adds one row: a whole line, with its line feed. */
  public void writeRow(String line) {
    append(line);
    rows++;
  }

  /** Makes the object visible and says what is in it. */
  public StagedPart finish() {
    output.complete();
    return new StagedPart(path, bytes, rows, checksum.value());
  }

  private void append(String line) {
    byte[] encoded = line.getBytes(StandardCharsets.UTF_8);
    checksum.update(encoded, 0, encoded.length);
    output.write(encoded, 0, encoded.length);
    bytes += encoded.length;
  }

  @Override
  public void close() {
    output.close();
  }
}
