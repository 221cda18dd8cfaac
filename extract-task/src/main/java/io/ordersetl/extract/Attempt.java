package io.ordersetl.extract;

import io.ordersetl.checking.DatasetChecker;
import io.ordersetl.objectstore.StoredObject;
import io.ordersetl.staging.AttemptFolder;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.task.Failures;
import io.ordersetl.task.TaskFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One try at a run's extraction: its own folder in staging, its own threads. */
final class Attempt implements AutoCloseable {
  private static final int SHARE_OF_HEAP_FOR_KEYS = 2;

  private final ExtractSettings settings;
  private final RunStaging staging;
  private final Clock clock;
  private final String folder;
  private final ExecutorService workers;
  private final ExecutorService uploads = Executors.newCachedThreadPool();

  Attempt(ExtractSettings settings, RunStaging staging, Clock clock) {
    this.settings = settings;
    this.staging = staging;
    this.clock = clock;
    this.folder = AttemptFolder.name(ExtractTask.NAME, clock.instant());
    this.workers = Executors.newFixedThreadPool(settings.limits().threads());
  }

  RunStaging staging() {
    return staging;
  }

  String folder() {
    return folder;
  }

  String runId() {
    return settings.run().runId().value();
  }

  Instant now() {
    return clock.instant();
  }

  /** The day the operator asked for; else the one recorded before, else today. */
  LocalDate asOfDate(Optional<LocalDate> recorded) {
    return settings
        .run()
        .asOfDate()
        .or(() -> recorded)
        .orElse(settings.run().asOfDateOrToday(clock));
  }

  /**
   * A checker of one dataset.
   *
   * @param datasets how many there are to check; so many may be at it side by side
   */
  DatasetChecker checker(int datasets) {
    int datasetsAtOnce = Math.min(settings.limits().threads(), datasets);
    long keyMemory =
        settings.limits().heapBytes() / SHARE_OF_HEAP_FOR_KEYS / Math.max(2, datasetsAtOnce);
    return new DatasetChecker(staging, folder, runId(), keyMemory, uploads);
  }

  /** Starts work that keeps a processor busy: as many at once as there are threads. */
  <T> Future<T> start(Callable<T> work) {
    return workers.submit(work);
  }

  /** Starts work that mostly waits for a server, beside all other. */
  <T> Future<T> startBeside(Callable<T> work) {
    return uploads.submit(work);
  }

  /** The results of what was started, in its order, or all that went wrong. */
  static <T> List<T> await(List<Future<T>> started) {
    Failures failures = new Failures();
    List<T> results = new ArrayList<>();
    for (Future<T> future : started) {
      failures.collect(() -> results.add(await(future)));
    }
    failures.throwAny();
    return results;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TaskFailure.passing("The task was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof TaskFailure failure
          ? failure
          : TaskFailure.bug("This is a bug, please report it: " + e.getCause(), e.getCause());
    }
  }

  /** Takes back what this attempt has staged, where nothing refers to it. */
  void discard() {
    staging
        .store()
        .delete(
            staging.store().list(staging.resolve(folder + "/")).stream()
                .map(StoredObject::uri)
                .toList());
  }

  @Override
  public void close() {
    workers.shutdownNow();
    uploads.shutdownNow();
  }
}
