package io.ordersetl.transform;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.Contract;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.staging.StagedPart;
import io.ordersetl.task.Progress;
import io.ordersetl.task.TaskFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings staged datasets into the engine: each is read once, into a table all models share. */
final class StagedTables {
  private final Engine engine;
  private final Scratch scratch;
  private final PartDownloads downloads;
  private final int partsAtOnce;

  /**
   * @param downloads of all parts of the datasets, in the order in which tables are created
   * @param partsAtOnce how many files the engine reads in one statement
   */
  StagedTables(Engine engine, Scratch scratch, PartDownloads downloads, int partsAtOnce) {
    this.engine = engine;
    this.scratch = scratch;
    this.downloads = downloads;
    this.partsAtOnce = partsAtOnce;
  }

  /**
   * Makes a table of a staged dataset, with the contract's types.
   *
   * @param columns of the contract's, those that the table gets
   */
  void create(Contract contract, List<Column> columns, StagedDataset dataset) {
    Progress progress = new Progress("reading " + dataset.name(), dataset.bytes());
    engine.execute("making the table " + dataset.name(), createSql(contract.name(), columns));
    Downloaded downloaded = new Downloaded(progress);
    long rows = 0;
    for (int from = 0; from < dataset.parts().size(); from += partsAtOnce) {
      int to = Math.min(dataset.parts().size(), from + partsAtOnce);
      rows += insert(contract, columns, downloaded.next(dataset.parts().subList(from, to)));
    }
    refuseOtherCount(dataset, rows);
    progress.done(rows, dataset.bytes());
  }

  /** What is there of a dataset by now. */
  private final class Downloaded {
    private final Progress progress;
    private long rows;
    private long bytes;

    Downloaded(Progress progress) {
      this.progress = progress;
    }

    List<Path> next(List<StagedPart> parts) {
      List<Path> files = new ArrayList<>();
      for (StagedPart part : parts) {
        files.add(downloads.next());
        rows += part.rows();
        bytes += part.bytes();
        progress.at(rows, bytes);
      }
      return files;
    }
  }

  private long insert(Contract contract, List<Column> columns, List<Path> files) {
    long rows =
        engine.execute(
            "reading the staged " + contract.name(), insertSql(contract, columns, files));
    files.forEach(scratch::delete);
    return rows;
  }

  private static void refuseOtherCount(StagedDataset dataset, long rows) {
    if (rows != dataset.rowsStaged()) {
      throw TaskFailure.bug(
          "Expected "
              + dataset.rowsStaged()
              + " staged rows of "
              + dataset.name()
              + ", DuckDB reads "
              + rows,
          null);
    }
  }

  private static String createSql(String name, List<Column> columns) {
    return "create table %s (%s)"
        .formatted(
            Engine.identifier(name),
            listed(columns, column -> identifier(column) + " " + column.type().sql()));
  }

  /** Columns that are not selected are skipped: their values are neither converted nor kept. */
  private static String insertSql(Contract contract, List<Column> columns, List<Path> files) {
    // A value's quotes at most double its bytes; the engine's own limit is 2 MB.
    long longestLine = Math.max(2L << 20, 2L * contract.maxRecordBytes() + 1024);
    return """
        insert into %s select %s from read_csv([%s], columns = {%s}, auto_detect = false,
          header = true, delim = ',', quote = '"', escape = '"', new_line = '\\n',
          nullstr = '', allow_quoted_nulls = false, max_line_size = %d)"""
        .formatted(
            Engine.identifier(contract.name()),
            listed(columns, StagedTables::identifier),
            listed(files, file -> Engine.literal(file.toString())),
            listed(contract.columns(), StagedTables::csvColumn),
            longestLine);
  }

  private static String identifier(Column column) {
    return Engine.identifier(column.name());
  }

  private static String csvColumn(Column column) {
    return Engine.literal(column.name()) + ": " + Engine.literal(column.type().sql());
  }

  private static <T> String listed(List<T> items, Function<T, String> sql) {
    return items.stream().map(sql).collect(Collectors.joining(", "));
  }
}
