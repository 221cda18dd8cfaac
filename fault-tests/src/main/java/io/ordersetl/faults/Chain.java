package io.ordersetl.faults;

import io.ordersetl.local.Task;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Runs of the whole pipeline, each on the other generation of data than what is published, so that
 * readers can only see what was there before or what the run publishes.
 */
final class Chain implements AutoCloseable {
  /** A task of 3,000 orders that takes longer than this hangs. */
  static final int TASK_LIMIT_SECONDS = 120;

  /** A run: its id, and the data it works on. */
  record Run(String id, Generation generation) {}

  private final Site site;
  private final String prefix;
  private final Leftovers leftovers;
  private final Map<Generation, String> undisturbed = new EnumMap<>(Generation.class);
  private final Map<Generation, String> seenOf = new EnumMap<>(Generation.class);
  private final Map<Task, Double> lives = new EnumMap<>(Task.class);
  private Generation published;
  private Reader reader;
  private int number;

  private Chain(Site site, String prefix) {
    this.site = site;
    this.prefix = prefix;
    this.leftovers = new Leftovers(site);
  }

  /**
   * Publishes both generations without any disturbance, and remembers what that looks like.
   *
   * @param prefix of its runs' ids, which no other chain has
   */
  static Chain begin(Site site, String prefix) throws Exception {
    Chain chain = new Chain(site, prefix);
    for (Generation generation : List.of(Generation.ODD, Generation.EVEN)) {
      chain.succeed(new Run(prefix + "-undisturbed-" + generation, generation));
      chain.remember(generation);
    }
    chain.reader = Reader.start(site);
    return chain;
  }

  private void remember(Generation generation) throws SQLException {
    undisturbed.put(generation, Picture.of(site));
    seenOf.put(generation, Picture.ofWarehouse(site));
    published = generation;
  }

  Reader reader() {
    return reader;
  }

  /** A run that changes what is published. */
  Run next() {
    number++;
    return new Run(prefix + "-" + number, published.other());
  }

  Map<String, String> environment(Run run) {
    return site.environment(run.id(), run.generation());
  }

  /** Runs all tasks, and nobody disturbs them. */
  void succeed(Run run) throws IOException {
    for (Task task : Task.values()) {
      succeed(task, run);
    }
  }

  /** How long the task lived when nobody disturbed it, the last time, in seconds. */
  double life(Task task) {
    return lives.get(task);
  }

  /** Runs a task that nobody disturbs. */
  void succeed(Task task, Run run) throws IOException {
    try (TaskAttempt attempt = site.start(task, environment(run))) {
      int status = attempt.end(TASK_LIMIT_SECONDS);
      BrokenPromise.unless(
          status == 0, "%s-task ended with %d:%n%s", task.title(), status, attempt.log());
      if (attempt.result().contains("\"status\":\"succeeded\"")) { // and not: unchanged
        lives.put(task, attempt.seconds());
      }
    }
  }

  /** After a run's success: all is as if nobody had disturbed it, and nothing is left behind. */
  void requirePublished(Run run) throws Exception {
    String picture = Picture.of(site);
    BrokenPromise.unless(
        picture.equals(undisturbed.get(run.generation())),
        "what run %s published is not what an undisturbed run publishes:%n  %s%n  %s",
        run.id(),
        picture,
        undisturbed.get(run.generation()));
    leftovers.refuse();
    requireSeen(run.generation());
  }

  /** After a run that was given up: either it is published, or what was there before it. */
  void requireOldOrNew(Run run) throws Exception {
    String picture = Picture.ofWarehouse(site);
    boolean isNew = picture.equals(seenOf.get(run.generation()));
    BrokenPromise.unless(
        isNew || picture.equals(seenOf.get(published)),
        "what is published is neither that of before nor that of run %s:%n  %s%n  %s",
        run.id(),
        picture,
        seenOf);
    requireSeen(isNew ? run.generation() : published);
  }

  /** After a broken promise: an undisturbed run, so that what follows is judged for itself. */
  void recover() throws Exception {
    Run run = next();
    succeed(run);
    published = run.generation();
    reader.takeSeen(seenOf.get(published));
  }

  /** Readers saw what was published before and then what is now: nothing else, and never back. */
  private void requireSeen(Generation now) throws InterruptedException {
    String before = seenOf.get(published);
    String after = seenOf.get(now);
    List<String> seen = reader.takeSeen(after);
    List<String> expected = now == published ? List.of(before) : List.of(before, after);
    BrokenPromise.unless(seen.equals(expected), "a reader saw%n%s, expected%n%s", seen, expected);
    published = now;
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
