package io.ordersetl.local;

import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.embedded.PostgresTuning;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The whole pipeline on this machine: servers, data, the three tasks, their results. */
final class LocalRun {

  private final Options options;
  private final Run run;
  private final TaskCommand command;
  private final PrintStream out;
  private final PrintStream progress;
  private List<TaskReport> reports = List.of();

  /**
   * @param out gets the results
   * @param progress gets what happens meanwhile
   */
  LocalRun(Options options, Run run, TaskCommand command, PrintStream out, PrintStream progress) {
    this.options = options;
    this.run = run;
    this.command = command;
    this.out = out;
    this.progress = progress;
  }

  /**
   * Runs the tasks up to the first that fails.
   *
   * @param folder for everything that is temporary
   * @return the exit status
   */
  int execute(Path folder, Shutdown shutdown) throws Exception {
    OutputFolder output = OutputFolder.prepare(options.out());
    LocalServers servers;
    try {
      servers = runTasks(folder, shutdown);
      report(servers, output);
    } finally {
      ResultFile.of(run, reports).write(output.result());
    }
    int status = reports.get(reports.size() - 1).exitCode();
    if (status == 0) {
      command.ended();
    }
    if (options.keep()) {
      keepServers(servers);
    }
    return status;
  }

  private LocalServers runTasks(Path folder, Shutdown shutdown) throws Exception {
    PipelineDefinition definition = definition();
    Seed seed = seed(definition);
    LocalServers servers = startServers(folder, shutdown);
    fill(servers, definition, seed);
    reports =
        new TaskSequence(command, folder.resolve("tasks"), progress, shutdown)
            .run(run, servers.environment(), options.pipeline().orElse(null));
    return servers;
  }

  private PipelineDefinition definition() {
    Optional<Path> missing = options.pipeline().filter(path -> !Files.isDirectory(path));
    if (missing.isPresent()) {
      throw TaskFailure.inputMissing(
          "--pipeline: there is no folder " + missing.get() + "; name one with a definition");
    }
    return PipelineFiles.read(options.pipeline().map(Path::toString), null);
  }

  private Seed seed(PipelineDefinition definition) {
    return options
        .data()
        .<Seed>map(data -> FolderSeed.of(data, definition, run.asOf()))
        .orElseGet(() -> new SampleSeed(run.asOf(), options.orders()));
  }

  private LocalServers startServers(Path folder, Shutdown shutdown) throws Exception {
    say("starting PostgreSQL (tuned for bulk loading, nothing is synced to disk) and an S3 server");
    long start = System.nanoTime();
    LocalServers servers = LocalServers.start(folder, PostgresTuning.bulkLoad(), shutdown);
    say("both are up, %s", seconds(start));
    return servers;
  }

  private void fill(LocalServers servers, PipelineDefinition definition, Seed seed)
      throws IOException, SQLException {
    say("filling them with %s", seed.description());
    long start = System.nanoTime();
    seed.upload(servers.client(), servers.source());
    for (Contract dimension : definition.dimensions()) {
      servers.warehouse().load(dimension, seed.dimension(dimension));
    }
    say("filled, %s", seconds(start));
  }

  private void report(LocalServers servers, OutputFolder output) throws IOException {
    for (TaskReport report : reports) {
      List<String> outputs = report.result().outputs();
      if (report.task() == Task.EXTRACT) {
        OutputFolder.fetch(outputs, servers.client(), output.rejects());
      } else if (report.task() == Task.LOAD && report.succeeded()) {
        OutputFolder.fetch(outputs, servers.client(), output.exports());
      }
    }
    new Report(out).print(reports, output);
  }

  private void keepServers(LocalServers servers) throws InterruptedException {
    out.println();
    out.print(servers.connectionSettings());
    out.println("The servers run until Ctrl-C.");
    Thread.currentThread().join(); // for ever: a signal ends the process
  }

  private void say(String format, Object... values) {
    progress.println("> " + String.format(Locale.ROOT, format, values));
  }

  private static String seconds(long start) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
  }
}
