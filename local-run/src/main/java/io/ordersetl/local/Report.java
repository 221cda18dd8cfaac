package io.ordersetl.local;

import io.ordersetl.task.DatasetCounts;
import io.ordersetl.task.RejectionCount;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a person at a terminal what a run has done. */
final class Report {

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  /** All of it: the exported tables, rows, rejections, warnings, times and files. */
  void print(List<TaskReport> reports, OutputFolder folder) throws IOException {
    for (Path file : folder.exportedTables()) {
      table(ExportedTable.read(file));
    }
    counts(reports);
    rejections(reports);
    warnings(reports);
    failure(reports);
    files(reports, folder);
  }

  private void table(ExportedTable table) {
    title(table.name());
    print(ConsoleTable.of(table.header(), table.rows()));
    if (table.rows().isEmpty()) {
      out.println("(no rows)");
    }
    if (table.more() > 0) {
      out.println("... and " + number(table.more()) + " more rows");
    }
  }

  /** Rows by dataset, whichever task counted them. */
  private void counts(List<TaskReport> reports) {
    Map<String, DatasetCounts> datasets = new LinkedHashMap<>();
    reports.stream()
        .flatMap(report -> report.result().datasets().stream())
        .forEach(counts -> datasets.merge(counts.name(), counts, Report::both));
    if (datasets.isEmpty()) {
      return;
    }
    title("rows");
    print(
        ConsoleTable.of(
            List.of("dataset", "read", "staged", "rejected", "published"),
            datasets.values().stream().map(Report::row).toList()));
  }

  /** A later task reads what an earlier one staged; what counts is the first reading. */
  private static DatasetCounts both(DatasetCounts earlier, DatasetCounts later) {
    return new DatasetCounts(
        earlier.name(),
        earlier.rowsRead() > 0 ? earlier.rowsRead() : later.rowsRead(),
        Math.max(earlier.rowsStaged(), later.rowsStaged()),
        Math.max(earlier.rowsRejected(), later.rowsRejected()),
        Math.max(earlier.rowsPublished(), later.rowsPublished()));
  }

  private static List<String> row(DatasetCounts counts) {
    return List.of(
        counts.name(),
        number(counts.rowsRead()),
        number(counts.rowsStaged()),
        number(counts.rowsRejected()),
        number(counts.rowsPublished()));
  }

  /** Which rules were broken, how often, and the first example of each. */
  private void rejections(List<TaskReport> reports) {
    List<List<String>> rows = new ArrayList<>();
    for (TaskReport report : reports) {
      for (RejectionCount count : report.result().rejections()) {
        rows.add(
            List.of(
                count.dataset(),
                text(count.column()),
                count.rule(),
                number(count.rows()),
                text(count.example())));
      }
    }
    if (!rows.isEmpty()) {
      title("rejected, and why");
      print(ConsoleTable.of(List.of("dataset", "column", "rule", "rows", "first example"), rows));
    }
  }

  /** What the tasks found odd but let pass. */
  private void warnings(List<TaskReport> reports) {
    List<String> warnings =
        reports.stream().flatMap(report -> report.result().warnings().stream()).toList();
    if (!warnings.isEmpty()) {
      title("warnings");
      warnings.forEach(warning -> out.println("- " + warning));
    }
  }

  private void failure(List<TaskReport> reports) {
    for (TaskReport report : reports) {
      if (!report.succeeded()) {
        title(report.task().module() + " failed, exit " + report.exitCode());
        out.println(
            report.result().message() == null
                ? "It ended without saying why; see its log above."
                : report.result().message());
      }
    }
  }

  /** How long each task took, and where the files are. */
  private void files(List<TaskReport> reports, OutputFolder folder) {
    title("time and files");
    reports.forEach(
        report ->
            out.printf(
                Locale.ROOT,
                "%-16s  %.1f s, exit %d%n",
                report.task().module(),
                report.seconds(),
                report.exitCode()));
    if (Files.isDirectory(folder.exports())) {
      out.println("exports           " + folder.exports());
    }
    if (Files.isDirectory(folder.rejects())) {
      out.println("rejected rows     " + folder.rejects());
    }
    out.println("result            " + folder.result());
  }

  private void title(String text) {
    out.println();
    out.println(text);
  }

  private void print(ConsoleTable table) {
    table.lines().forEach(out::println);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
