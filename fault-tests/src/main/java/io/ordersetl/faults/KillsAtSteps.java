package io.ordersetl.faults;

import io.ordersetl.local.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Every task is killed at each step that writes: just before the server learns of it, and when the
 * server has done it but the task does not know. Which steps there are is read off the wire of an
 * undisturbed run.
 */
final class KillsAtSteps implements Trial {
  /** In the short form: the steps that decide what a run is. */
  private static final List<String> BRIEF =
      List.of(
          "s3 [<>] PUT .*/extract/manifest.json",
          "s3 < POST .*uploads.*",
          "pg > rows of copy .*orders.*__.*",
          "pg [<>] commit .*insert into .*publications.*",
          "s3 < PUT .*/analytics_export/.*shipments.*");

  private final Options options;

  KillsAtSteps(Options options) {
    this.options = options;
  }

  @Override
  public String name() {
    return "steps";
  }

  @Override
  public void run(Site site, Tally tally) throws Exception {
    try (Chain chain = Chain.begin(site, name())) {
      for (Task task : Task.values()) {
        for (String step : steps(site, chain, task)) {
          killAt(step, task, site, chain, tally);
        }
      }
    }
  }

  /** What an undisturbed run of the task writes, each kind of it once, in order. */
  private List<String> steps(Site site, Chain chain, Task task) throws Exception {
    Set<String> steps = new LinkedHashSet<>();
    Chain.Run run = chain.next();
    for (Task each : Task.values()) {
      tell(site, event -> each != task || !isWrite(event) || addQuietly(steps, kind(event)));
      chain.succeed(each, run);
    }
    tell(site, event -> true);
    chain.requirePublished(run);
    List<String> chosen = new ArrayList<>(steps);
    if (options.brief()) {
      chosen.removeIf(step -> BRIEF.stream().noneMatch(step::matches));
    }
    return chosen;
  }

  private static boolean addQuietly(Set<String> steps, String step) {
    synchronized (steps) {
      steps.add(step);
      return true;
    }
  }

  private static boolean isWrite(String event) {
    return event.matches("s3 . (PUT|POST|DELETE) .*")
        || event.matches(
            "pg . (rows of copy|commit|create|comment|copy .* from|insert|delete|alter|drop|lock|analyze|update|select pg_try_advisory_lock).*");
  }

  /** Runs, attempts and fresh tables have names of their own; a file stands for its folder. */
  private static String kind(String event) {
    return event
        .replaceAll("__[0-9a-f]{12}", "__x")
        .replaceAll("/staging/[^/]*/", "/staging/run/")
        .replaceAll("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}", "attempt")
        .replaceAll("(/definition/)[^ ]*", "$1file")
        .replaceAll("uploadId=[^&]*", "uploadId=x")
        .replaceAll("run (kills|steps)-[a-zA-Z0-9-]*", "run x")
        .replaceAll("^(rows of copy).*", "$1")
        .replaceAll("\\.[0-9]+$", "");
  }

  private static void tell(Site site, io.ordersetl.faults.gate.Events events) {
    site.s3().tell(events);
    site.postgres().tell(events);
  }

  private void killAt(String step, Task task, Site site, Chain chain, Tally tally)
      throws Exception {
    try {
      killAndRepeat(step, task, site, chain, tally);
    } catch (BrokenPromise e) {
      tally.broke(name(), task.title() + ": " + shown(step), e.getMessage());
      chain.recover();
    }
  }

  private void killAndRepeat(String step, Task task, Site site, Chain chain, Tally tally)
      throws Exception {
    Chain.Run run = chain.next();
    for (Task before : Task.values()) {
      if (before.compareTo(task) < 0) {
        chain.succeed(before, run);
      }
    }
    boolean killed = killOne(step, task, site, chain, run);
    for (Task again : Task.values()) {
      if (again.compareTo(task) >= 0) {
        chain.succeed(again, run);
      }
    }
    chain.requirePublished(run);
    tally.kept(name(), task.title() + ": " + shown(step), killed ? "killed" : "not reached", 0);
  }

  private static boolean killOne(String step, Task task, Site site, Chain chain, Chain.Run run)
      throws Exception {
    AtomicBoolean killed = new AtomicBoolean();
    AtomicReference<TaskAttempt> victim = new AtomicReference<>();
    tell(
        site,
        event -> {
          if (!killed.get() && kind(event).equals(step)) {
            killed.set(true);
            victim.get().kill();
          }
          return !killed.get();
        });
    try (TaskAttempt attempt = site.start(task, chain.environment(run))) {
      victim.set(attempt);
      attempt.end(Chain.TASK_LIMIT_SECONDS);
    } finally {
      tell(site, event -> true);
    }
    return killed.get();
  }

  private static String shown(String step) {
    String text = step.replace("s3 > ", "before S3 gets ").replace("s3 < ", "S3 has done ");
    text =
        text.replace("pg > ", "before PostgreSQL gets ").replace("pg < ", "PostgreSQL has done ");
    return text.length() <= 150 ? text : text.substring(0, 149) + "…";
  }
}
