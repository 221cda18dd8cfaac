package io.ordersetl.load.publish;

import io.ordersetl.load.target.ExistingTables;
import io.ordersetl.task.TaskFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Loads all tables that are to be replaced, several side by side, the largest first. */
final class FreshTables {
  private final FreshTableLoader loader;
  private final StagedRows rows;
  private final int threads;
  private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();

  FreshTables(FreshTableLoader loader, StagedRows rows, int threads) {
    this.loader = loader;
    this.rows = rows;
    this.threads = threads;
  }

  /**
   * Loads the datasets.
   *
   * @param loaded takes each table as it is committed, so that whoever cleans up after a failure
   *     knows of it; any thread adds to it
   */
  void load(List<PublishedDataset> datasets, ExistingTables existing, List<FreshTable> loaded) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<CompletableFuture<Void>> loads = new ArrayList<>();
      datasets.stream()
          .sorted(Comparator.comparingLong(dataset -> -dataset.staged().bytes()))
          .map(
              dataset ->
                  CompletableFuture.runAsync(
                      () -> loaded.add(loader.load(dataset, existing.find(dataset.table()))),
                      executor))
          .map(load -> load.whenComplete((done, failure) -> stopOthers(failure)))
          .forEach(loads::add);
      await(loads);
    } finally {
      executor.shutdown();
    }
  }

  private void stopOthers(Throwable failure) {
    if (failure != null && firstFailure.compareAndSet(null, failure)) {
      rows.stop();
    }
  }

  /** Waits for all, since what is under way may still commit; the first failure is the cause. */
  private void await(List<CompletableFuture<Void>> loads) {
    try {
      CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      Throwable cause = firstFailure.get().getCause();
      throw cause instanceof TaskFailure failure
          ? failure
          : TaskFailure.bug("loading a table failed: " + cause, cause);
    }
  }
}
