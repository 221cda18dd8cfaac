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

  /** Makes a table of a staged dataset, with the contract's types. */
  void create(Contract contract, StagedDataset dataset) {
    Progress progress = new Progress("reading " + dataset.name(), dataset.bytes());
    engine.execute("making the table " + dataset.name(), createSql(contract));
    Downloaded downloaded = new Downloaded(progress);
    long rows = 0;
    for (int from = 0; from < dataset.parts().size(); from += partsAtOnce) {
      int to = Math.min(dataset.parts().size(), from + partsAtOnce);
      rows += insert(contract, downloaded.next(dataset.parts().subList(from, to)));
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

  private long insert(Contract contract, List<Path> files) {
    long rows = engine.execute("reading the staged " + contract.name(), insertSql(contract, files));
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

  private static String createSql(Contract contract) {
    String columns =
        contract.columns().stream()
            .map(column -> Engine.identifier(column.name()) + " " + column.type().sql())
            .collect(Collectors.joining(", "));
    return "create table %s (%s)".formatted(Engine.identifier(contract.name()), columns);
  }

  private static String insertSql(Contract contract, List<Path> files) {
    // A value's quotes at most double its bytes; the engine's own limit is 2 MB.
    long longestLine = Math.max(2L << 20, 2L * contract.maxRecordBytes() + 1024);
    return """
        insert into %s select * from read_csv([%s], columns = {%s}, auto_detect = false,
          header = true, delim = ',', quote = '"', escape = '"', new_line = '\\n',
          nullstr = '', allow_quoted_nulls = false, max_line_size = %d)"""
        .formatted(
            Engine.identifier(contract.name()),
            files.stream()
                .map(file -> Engine.literal(file.toString()))
                .collect(Collectors.joining(", ")),
            contract.columns().stream()
                .map(StagedTables::csvColumn)
                .collect(Collectors.joining(", ")),
            longestLine);
  }

  private static String csvColumn(Column column) {
    return Engine.literal(column.name()) + ": " + Engine.literal(column.type().sql());
  }
}
