package io.ordersetl.local;

import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The whole pipeline on this machine: servers, data, the three tasks, their results. */
final class LocalRun {

  private final Options options;
  private final Run run;
  private final Installation installation;
  private final PrintStream out;
  private final PrintStream progress;
  private final List<TaskReport> reports = new ArrayList<>();

  /**
   * @param out gets the results
   * @param progress gets what happens meanwhile
   */
  LocalRun(
      Options options, Run run, Installation installation, PrintStream out, PrintStream progress) {
    this.options = options;
    this.run = run;
    this.installation = installation;
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
    try {
      PipelineDefinition definition = definition();
      Seed seed = seed(definition);
      LocalServers servers = startServers(folder, shutdown);
      fill(servers, definition, seed);
      int exitCode = runTasks(servers, folder, shutdown);
      report(servers, output);
      if (options.keep()) {
        keepServers(servers);
      }
      return exitCode;
    } finally {
      ResultFile.of(run, reports).write(output.result());
    }
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
    LocalServers servers = LocalServers.start(folder, shutdown);
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

  private int runTasks(LocalServers servers, Path folder, Shutdown shutdown) throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tasks"));
    Map<String, String> environment = environment(servers, temporary);
    for (Task task : Task.values()) {
      say("%s starts (heap %d MB)", task.module(), Installation.HEAP_MEGABYTES);
      List<String> command = installation.command(task, temporary);
      TaskProcess process = shutdown.open(() -> TaskProcess.start(command, environment));
      TaskReport report = process.await(task, progress);
      reports.add(report);
      say("%s ended with exit %d, %.1f s", task.module(), report.exitCode(), report.seconds());
      if (!report.succeeded()) {
        return report.exitCode();
      }
    }
    return 0;
  }

  private Map<String, String> environment(LocalServers servers, Path temporary) {
    Map<String, String> variables = new TreeMap<>(servers.environment());
    variables.put("RUN_ID", run.id());
    variables.put("AS_OF_DATE", run.asOf().toString());
    variables.put("SCRATCH_DIR", temporary.toString());
    variables.put("LC_ALL", "C.UTF-8"); // as in the image: file names are UTF-8
    options
        .pipeline()
        .ifPresent(path -> variables.put("PIPELINE_URI", path.toAbsolutePath().toString()));
    return variables;
  }

  private void report(LocalServers servers, OutputFolder output) throws IOException {
    List<ExportedTable> tables = new ArrayList<>();
    for (TaskReport report : reports) {
      List<String> outputs = report.result().outputs();
      switch (report.task()) {
        case EXTRACT -> OutputFolder.fetch(outputs, servers.client(), output.rejects());
        case TRANSFORM -> {}
        case LOAD -> {
          for (Path file : OutputFolder.fetch(outputs, servers.client(), output.exports())) {
            tables.add(ExportedTable.read(file));
          }
        }
      }
    }
    Report report = new Report(out);
    report.tables(tables);
    report.counts(reports);
    report.rejections(reports);
    report.warnings(reports);
    report.files(reports, output);
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
