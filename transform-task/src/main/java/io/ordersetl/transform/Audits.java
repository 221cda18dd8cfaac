package io.ordersetl.transform;

import io.ordersetl.dataset.Audit;
import io.ordersetl.dataset.Audit.Severity;
import io.ordersetl.objectstore.ObjectOutput;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs audits and keeps what they find: the first rows in the log, all of them in staging. */
final class Audits {
  private static final Logger log = LoggerFactory.getLogger(Audits.class);
  private static final int LOGGED_ROWS = 10;

  private final Engine engine;
  private final Scratch scratch;
  private final RunStaging staging;
  private final String folder;
  private final List<String> failures = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();

  /**
   * @param folder of this attempt, below the run's
   */
  Audits(Engine engine, Scratch scratch, RunStaging staging, String folder) {
    this.engine = engine;
    this.scratch = scratch;
    this.staging = staging;
    this.folder = folder;
  }

  void run(Audit audit) {
    String table = Engine.identifier("audit " + audit.name());
    String doing = "running audits/" + audit.name() + ".sql";
    long rows = engine.execute(doing, "create temporary table " + table + " as " + audit.sql());
    if (rows > 0) {
      keep(audit, table, rows);
    }
    engine.execute(doing, "drop table " + table);
  }

  private void keep(Audit audit, String table, long rows) {
    ObjectUri uri = staging.resolve(folder + "/audits/" + audit.name() + ".csv");
    Path file = scratch.file("audit.csv");
    engine.copyOut("writing what audit " + audit.name() + " found", "select * from " + table, file);
    try (ObjectOutput output = staging.store().create(uri)) {
      Files.copy(file, output);
      output.complete();
    } catch (IOException e) {
      throw new UncheckedIOException("writing " + uri, e);
    }
    scratch.delete(file);
    outputs.add(uri.toString());
    String found =
        "audit "
            + audit.name()
            + ": "
            + audit.rule()
            + " Rows that should not exist: "
            + rows
            + ", see "
            + uri;
    (audit.severity() == Severity.FAIL ? failures : warnings).add(found);
    engine.sample(table, LOGGED_ROWS).forEach(row -> log.warn("audit {}: {}", audit.name(), row));
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** URIs of the files that hold what was found. */
  List<String> outputs() {
    return List.copyOf(outputs);
  }

  /** Exit 65 where an audit of severity fail found rows. */
  void refuseFailures() {
    if (!failures.isEmpty()) {
      throw TaskFailure.dataUnacceptable(
          "The results did not pass their audits; nothing is published:\n  - "
              + String.join("\n  - ", failures));
    }
  }
}
