package io.ordersetl.transform;

import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedPart;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Staged parts on their way to scratch space, several at once and a few ahead of the one that is
 * asked for. A file is handed out when all of its bytes are those the manifest lists.
 */
final class PartDownloads implements AutoCloseable {
  private static final int LONGEST_STOP_SECONDS = 90; // above the object store's read timeout

  private final RunStaging staging;
  private final Path folder;
  private final Iterator<StagedPart> waiting;
  private final Queue<Future<Path>> started = new ArrayDeque<>();
  private final ExecutorService threads;
  private int files;

  /**
   * Starts with the first parts.
   *
   * @param atOnce how many are read side by side
   * @param ahead how many may be on disk, whole or in part, before they are asked for
   */
  PartDownloads(
      RunStaging staging, Path folder, Iterator<StagedPart> parts, int atOnce, int ahead) {
    this.staging = staging;
    this.folder = folder;
    this.waiting = parts;
    this.threads = Executors.newFixedThreadPool(atOnce);
    for (int i = 0; i < ahead; i++) {
      startNext();
    }
  }

  /** The file of the next part; whoever takes it deletes it. */
  Path next() {
    startNext();
    return await(started.remove());
  }

  private void startNext() {
    if (waiting.hasNext()) {
      StagedPart part = waiting.next();
      Path file = folder.resolve(files++ + ".csv");
      started.add(threads.submit(() -> download(part, file)));
    }
  }

  private Path download(StagedPart part, Path file) {
    try (InputStream in = staging.open(part)) {
      Files.copy(in, file);
      return file;
    } catch (IOException e) {
      throw TaskFailure.passing(
          "Writing " + file + " failed: " + e.getMessage() + "; check the space in SCRATCH_DIR", e);
    }
  }

  private static Path await(Future<Path> download) {
    try {
      return download.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TaskFailure.passing("The task was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TaskFailure failure
          ? failure
          : TaskFailure.bug("This is a bug, please report it: " + e.getCause(), e.getCause());
    }
  }

  /** Ends when nothing is written any more: the folder may be deleted then. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
