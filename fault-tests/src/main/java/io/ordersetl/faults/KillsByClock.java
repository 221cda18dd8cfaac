package io.ordersetl.faults;

import io.ordersetl.local.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Every task is killed at moments spread over its whole life, then run again with the same run id
 * or, every third time, given up and followed by the next run.
 */
final class KillsByClock implements Trial {
  private static final int GIVEN_UP_EVERY = 3;
  private static final List<Task> TASKS = List.of(Task.values());
  private static final int MOST_TRIES = 3;

  private final long seed;
  private final int kills;

  /**
   * @param kills of each task
   */
  KillsByClock(long seed, int kills) {
    this.seed = seed;
    this.kills = kills;
  }

  @Override
  public String name() {
    return "kills";
  }

  @Override
  public void run(Site site, Tally tally) throws Exception {
    try (Chain chain = Chain.begin(site, name())) {
      Map<Task, Deque<Double>> moments = moments();
      for (int i = 0;
          i < kills * MOST_TRIES && !moments.values().stream().allMatch(Deque::isEmpty);
          i++) {
        try {
          killEach(site, chain, tally, moments, i);
        } catch (BrokenPromise e) {
          tally.broke(name(), "run " + i, e.getMessage());
          chain.recover();
        }
      }
      tally.figure(
          name(),
          "a reader's %,d statements saw the old or the new state, each within %.2f s",
          chain.reader().statements(),
          chain.reader().longestSeconds());
    }
  }

  /** As fractions of a life: one in each of so many equal slices of it, in random order. */
  private Map<Task, Deque<Double>> moments() {
    Random random = new Random(seed);
    Map<Task, Deque<Double>> moments = new EnumMap<>(Task.class);
    for (Task task : Task.values()) {
      List<Double> ofTask = new ArrayList<>();
      for (int slice = 0; slice < kills; slice++) {
        ofTask.add((slice + random.nextDouble()) / kills);
      }
      Collections.shuffle(ofTask, random);
      moments.put(task, new ArrayDeque<>(ofTask));
    }
    return moments;
  }

  /** One run in which every task is killed once; a task that is to be given up ends it. */
  private void killEach(
      Site site, Chain chain, Tally tally, Map<Task, Deque<Double>> moments, int number)
      throws Exception {
    Chain.Run run = chain.next();
    for (Task task : Task.values()) {
      boolean givesUp =
          number % GIVEN_UP_EVERY == 0 && task == TASKS.get(number / GIVEN_UP_EVERY % TASKS.size());
      double seconds = kill(site, chain, task, run, moments.get(task));
      String what = task.title() + (givesUp ? ", then the next run" : ", then again");
      if (givesUp) {
        chain.requireOldOrNew(run);
        Chain.Run next = chain.next();
        chain.succeed(next);
        chain.requirePublished(next);
      } else {
        chain.succeed(task, run);
      }
      tally.kept(name(), what, seconds > 0 ? "killed" : "ended before", seconds);
      if (givesUp) {
        return;
      }
    }
    chain.requirePublished(run);
  }

  /** Returns when it was killed, in seconds; 0: it was faster, and its moment comes again later. */
  private static double kill(
      Site site, Chain chain, Task task, Chain.Run run, Deque<Double> moments) throws Exception {
    if (moments.isEmpty()) {
      return 0;
    }
    double moment = moments.removeFirst();
    try (TaskAttempt attempt = site.start(task, chain.environment(run))) {
      long millis = Math.round(moment * chain.life(task) * 1000);
      if (attempt.endsWithin(millis)) {
        moments.addLast(moment);
        return 0;
      }
      attempt.kill();
      return attempt.seconds();
    }
  }
}
