package io.ordersetl.staging;

import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.task.TaskFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Stages lines of canonical CSV as parts of about 8 MiB, each with the header, each written in one
 * request. While one part is hashed and sent the next one fills: two buffers a writer, whatever the
 * size of the dataset, and no upload that could be left half done.
 */
public final class PartWriter {
  private static final int PART_BYTES = 8 << 20;
  private static final int FIRST_BUFFER = 64 << 10;
  private static final int SPILL_OVER = 512 << 10; // lines come in pieces of about half of this

  private final RunStaging staging;
  private final String folder;
  private final byte[] header;
  private final Executor uploads;
  private final List<CompletableFuture<StagedPart>> parts = new ArrayList<>();
  private byte[] filling = new byte[FIRST_BUFFER];
  private byte[] spare = new byte[FIRST_BUFFER];
  private int bytes;
  private long rows;

  /**
   * @param folder below the run's folder; the parts' names are numbers
   * @param header the first line of each part, with its line feed
   */
  public PartWriter(RunStaging staging, String folder, byte[] header, Executor uploads) {
    this.staging = staging;
    this.folder = folder;
    this.header = header.clone();
    this.uploads = uploads;
    append(header, 0, header.length);
  }

  /** Adds whole lines. */
  public void write(byte[] lines, int offset, int length, long lineCount) {
    append(lines, offset, length);
    rows += lineCount;
    if (bytes >= PART_BYTES) {
      cut();
    }
  }

  /** The parts, when all of them are there; a dataset of no rows has one, with the header alone. */
  public List<StagedPart> finish() {
    if (rows > 0 || parts.isEmpty()) {
      cut();
    }
    return parts.stream().map(PartWriter::await).toList();
  }

  private void append(byte[] from, int offset, int length) {
    if (bytes + length > filling.length) {
      int enough = Math.min(filling.length * 2, PART_BYTES + SPILL_OVER);
      filling = Arrays.copyOf(filling, Math.max(enough, bytes + length));
    }
    System.arraycopy(from, offset, filling, bytes, length);
    bytes += length;
  }

  private void cut() {
    awaitLast();
    byte[] content = filling;
    int length = bytes;
    long lines = rows;
    String path = String.format(Locale.ROOT, "%s/part-%05d.csv", folder, parts.size());
    parts.add(CompletableFuture.supplyAsync(() -> send(path, content, length, lines), uploads));
    filling = spare;
    spare = content;
    bytes = 0;
    rows = 0;
    append(header, 0, header.length);
  }

  /** The buffer that fills next belongs to the part before: it has to be gone first. */
  private void awaitLast() {
    if (!parts.isEmpty()) {
      await(parts.get(parts.size() - 1));
    }
  }

  private StagedPart send(String path, byte[] content, int length, long lines) {
    ObjectUri uri = staging.resolve(path);
    staging.store().write(uri, content, length);
    return new StagedPart(path, length, lines, PartChecksum.of(content, 0, length));
  }

  private static StagedPart await(CompletableFuture<StagedPart> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof TaskFailure failure
          ? failure
          : TaskFailure.bug("staging a part failed: " + e.getCause(), e.getCause());
    }
  }
}
