package io.ordersetl.faults;

import io.ordersetl.dataset.Contract;
import io.ordersetl.embedded.PostgresTuning;
import io.ordersetl.faults.gate.PostgresGate;
import io.ordersetl.faults.gate.S3Gate;
import io.ordersetl.local.Installation;
import io.ordersetl.local.LocalServers;
import io.ordersetl.local.SampleSeed;
import io.ordersetl.local.Shutdown;
import io.ordersetl.local.Task;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.task.ProductVersion;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Servers with both generations of data, gates before them, and the tasks as they were built. */
final class Site {
  static final LocalDate AS_OF = LocalDate.of(2026, 11, 22);

  /** So few that every run deletes the staging of another. */
  static final int KEPT_RUNS = 3;

  private final Path home;
  private final Path folder;
  private final LocalServers servers;
  private final S3Gate s3;
  private final PostgresGate postgres;

  private Site(Path home, Path folder, LocalServers servers, S3Gate s3, PostgresGate postgres) {
    this.home = home;
    this.folder = folder;
    this.servers = servers;
    this.s3 = s3;
    this.postgres = postgres;
  }

  /** Starts and fills the servers. */
  static Site start(Path home, Path folder, Shutdown shutdown) throws Exception {
    LocalServers servers = LocalServers.start(folder, PostgresTuning.small(), shutdown);
    Map<String, String> direct = servers.environment();
    S3Gate s3 = shutdown.open(() -> new S3Gate(URI.create(direct.get("S3_ENDPOINT"))));
    int port = Integer.parseInt(direct.get("POSTGRES_PORT"));
    PostgresGate postgres =
        shutdown.open(() -> new PostgresGate(direct.get("POSTGRES_HOST"), port));
    Site site = new Site(home, folder, servers, s3, postgres);
    Files.createDirectories(site.scratch());
    Files.createDirectories(site.logs());
    site.fill();
    return site;
  }

  private void fill() throws IOException, SQLException {
    for (Generation generation : Generation.values()) {
      new SampleSeed(AS_OF, generation.orders()).upload(servers.client(), source(generation));
    }
    SampleSeed dimensions = new SampleSeed(AS_OF, 1);
    for (Contract dimension : PipelineFiles.read(Optional.empty(), null).dimensions()) {
      servers.warehouse().load(dimension, dimensions.dimension(dimension));
    }
  }

  S3Gate s3() {
    return s3;
  }

  PostgresGate postgres() {
    return postgres;
  }

  LocalServers servers() {
    return servers;
  }

  /** Where the tasks put temporary files. */
  Path scratch() {
    return folder.resolve("tasks");
  }

  private Path logs() {
    return folder.resolve("logs");
  }

  ObjectUri source(Generation generation) {
    ObjectUri source = servers.source();
    return source.withKey(generation.prefix());
  }

  /** A connection of the administrator's, past the gate. */
  Connection connect() throws SQLException {
    Map<String, String> access = servers.warehouse().administrator();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s?ApplicationName=faults"
            .formatted(access.get("PGHOST"), access.get("PGPORT"), access.get("PGDATABASE")),
        access.get("PGUSER"),
        access.get("PGPASSWORD"));
  }

  /** What a run's tasks are told. */
  Map<String, String> environment(String runId, Generation generation) {
    Map<String, String> variables = new TreeMap<>(servers.environment());
    variables.put("S3_ENDPOINT", s3.endpoint());
    variables.put("POSTGRES_PORT", Integer.toString(postgres.port()));
    variables.put("RUN_ID", runId);
    variables.put("AS_OF_DATE", AS_OF.toString());
    variables.put("SOURCE_URI", source(generation).toString());
    variables.put("SCRATCH_DIR", scratch().toString());
    variables.put("KEEP_RUNS", Integer.toString(KEPT_RUNS));
    variables.put("THREADS", "2");
    variables.put("LC_ALL", "C.UTF-8");
    return variables;
  }

  /** Starts a task. */
  TaskAttempt start(Task task, Map<String, String> environment) throws IOException {
    return TaskAttempt.start(task, command(task), environment, logs());
  }

  private List<String> command(Task task) throws IOException {
    List<String> command =
        new ArrayList<>(
            new Installation(home, ProductVersion.current(), Optional.empty()).of(task, scratch()));
    return task == Task.TRANSFORM ? asInImage(command) : command;
  }

  /** In its image DuckDB's library lies unpacked, and its jar has the classes alone. */
  private List<String> asInImage(List<String> command) throws IOException {
    Path target = home.resolve("transform-task/target");
    Path image = target.resolve("image-" + architecture() + "/app");
    List<String> classPath = new ArrayList<>();
    classPath.add(image.resolve("libs") + "/*");
    classPath.add(target.resolve("transform-task-" + ProductVersion.current() + ".jar").toString());
    try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
      libraries
          .map(Path::toString)
          .filter(library -> !library.contains("duckdb_jdbc"))
          .sorted()
          .forEach(classPath::add);
    }
    command.set(command.indexOf("-cp") + 1, String.join(File.pathSeparator, classPath));
    command.add(1, "-Djava.library.path=" + image.resolve("native"));
    return command;
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }
}
