package io.ordersetl.transform;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.Contract;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.staging.StagedPart;
import io.ordersetl.task.Progress;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Brings staged datasets into the engine: each is read once, into a table all models share. */
final class StagedTables {
  private final RunStaging staging;
  private final Scratch scratch;
  private final Engine engine;

  StagedTables(RunStaging staging, Scratch scratch, Engine engine) {
    this.staging = staging;
    this.scratch = scratch;
    this.engine = engine;
  }

  /** Makes a table of a staged dataset, with the contract's types. */
  void create(Contract contract, StagedDataset dataset) {
    Progress progress = new Progress("reading " + dataset.name(), dataset.bytes());
    List<String> files = download(dataset, progress);
    long rows = engine.execute("reading the staged " + dataset.name(), createSql(contract, files));
    scratch.delete(scratch.folder(dataset.name()));
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
    progress.done(rows, dataset.bytes());
  }

  private List<String> download(StagedDataset dataset, Progress progress) {
    Path folder = scratch.folder(dataset.name());
    List<String> files = new ArrayList<>();
    long rows = 0;
    long bytes = 0;
    for (StagedPart part : dataset.parts()) {
      Path file = folder.resolve(files.size() + ".csv");
      try (InputStream in = staging.open(part)) {
        Files.copy(in, file);
      } catch (IOException e) {
        throw TaskFailure.passing(
            "Writing " + file + " failed: " + e.getMessage() + "; check the space in SCRATCH_DIR",
            e);
      }
      files.add(Engine.literal(file.toString()));
      rows += part.rows();
      bytes += part.bytes();
      progress.at(rows, bytes);
    }
    return files;
  }

  private static String createSql(Contract contract, List<String> files) {
    String columns =
        contract.columns().stream().map(StagedTables::column).collect(Collectors.joining(", "));
    // A value's quotes at most double its bytes; the engine's own limit is 2 MB.
    long longestLine = Math.max(2L << 20, 2L * contract.maxRecordBytes() + 1024);
    return """
        create table %s as select * from read_csv([%s], columns = {%s}, auto_detect = false,
          header = true, delim = ',', quote = '"', escape = '"', new_line = '\\n',
          nullstr = '', allow_quoted_nulls = false, max_line_size = %d)"""
        .formatted(
            Engine.identifier(contract.name()), String.join(", ", files), columns, longestLine);
  }

  private static String column(Column column) {
    return Engine.literal(column.name()) + ": " + Engine.literal(column.type().sql());
  }
}
