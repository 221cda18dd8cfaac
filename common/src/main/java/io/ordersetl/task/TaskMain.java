package io.ordersetl.task;

import io.ordersetl.task.TaskOutcome.Status;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the mains of all tasks have in common: the command line, the exit status, the log of a
 * failure, and the result as the last line of standard output.
 */
public final class TaskMain {
  private static final Logger log = LoggerFactory.getLogger(TaskMain.class);

  /** The work itself, from the environment variables it is given. */
  @FunctionalInterface
  public interface Work {
    TaskOutcome run(Map<String, String> environment) throws Exception;
  }

  private final String task;
  private final String summary;
  private final Clock clock;
  private final PrintStream out;

  public TaskMain(String task, String summary, Clock clock, PrintStream out) {
    this.task = task;
    this.summary = summary;
    this.clock = clock;
    this.out = out;
  }

  /** Runs the task and returns the process's exit status. */
  public int run(String[] arguments, Map<String, String> environment, Work work) {
    if (arguments.length == 0) {
      return runTask(environment, work);
    }
    if (arguments.length == 1 && arguments[0].equals("--version")) {
      out.println(task + "-task " + ProductVersion.current());
      return ExitCode.DONE.status();
    }
    if (arguments.length == 1 && arguments[0].equals("--help")) {
      out.println(help());
      return ExitCode.DONE.status();
    }
    log.error("unknown arguments {}\n{}", List.of(arguments), help());
    return ExitCode.USAGE.status();
  }

  private String help() {
    return """
        usage: %s-task [--version | --help]
        %s
        It is told what to do by environment variables alone: see docs/configuration.md."""
        .formatted(task, summary);
  }

  private int runTask(Map<String, String> environment, Work work) {
    TaskRun run = new TaskRun(task, environment.get("RUN_ID"), clock, clock.instant());
    try {
      log.info("{}-task {} starts, run {}", task, ProductVersion.current(), run.runId());
      TaskOutcome outcome = work.run(environment);
      outcome.warnings().forEach(warning -> log.warn("{}", warning));
      log.info("{}-task done in {} s", task, run.seconds());
      return finish(TaskResult.of(run, outcome, ExitCode.DONE, null));
    } catch (TaskRefused e) {
      return fail(run, e.failure(), e.outcome());
    } catch (TaskFailure e) {
      return fail(run, e, nothing());
    } catch (Exception e) {
      return fail(run, TaskFailure.bug("This is a bug, please report it: " + e, e), nothing());
    }
  }

  private int fail(TaskRun run, TaskFailure failure, TaskOutcome outcome) {
    outcome.warnings().forEach(warning -> log.warn("{}", warning));
    log.error(
        "{}-task failed, exit {} ({}): {}",
        task,
        failure.exitCode().status(),
        failure.exitCode(),
        failure.getMessage());
    if (failure.getCause() != null) {
      logCause(failure);
    }
    return finish(TaskResult.of(run, outcome, failure.exitCode(), failure.getMessage()));
  }

  /** The trace helps with bugs; of everything else the message says what there is to know. */
  private static void logCause(TaskFailure failure) {
    if (failure.exitCode() == ExitCode.BUG) {
      log.error("the trace of it", failure.getCause());
    } else {
      log.info("caused by {}", failure.getCause().toString());
    }
  }

  private static TaskOutcome nothing() {
    return new TaskOutcome(Status.FAILED, null, List.of(), List.of(), List.of(), List.of());
  }

  private int finish(TaskResult result) {
    out.println(result.toJson());
    out.flush();
    return result.exitCode();
  }
}
