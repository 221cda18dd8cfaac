package io.ordersetl.load.publish;

import io.ordersetl.load.binary.BinaryColumn;
import io.ordersetl.load.binary.BinaryRows;
import io.ordersetl.load.publish.RowStream.Rows;
import io.ordersetl.load.target.Catalog;
import io.ordersetl.load.target.TargetTable;
import io.ordersetl.postgres.Session;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.staging.StagedPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A run's staged rows, streamed from S3 into COPY: no file, and no row is kept unless all of them
 * arrived as the manifest lists them.
 */
public final class StagedRows {
  private final RunStaging staging;
  private final AtomicBoolean stopped = new AtomicBoolean();

  public StagedRows(RunStaging staging) {
    this.staging = staging;
  }

  /** Makes every copy that is under way fail, and every later one. */
  void stop() {
    stopped.set(true);
  }

  /** Copies a dataset as it is staged into a table that has its columns, named in quotes. */
  public long copy(Session session, PublishedDataset dataset, String into) throws SQLException {
    String sql = copyInto(into, dataset.table(), "format csv");
    return copy(sql, staging.open(dataset.staged()), rows(dataset), session::copyIn);
  }

  /**
   * Copies a dataset into a table that the session's transaction has created, named in quotes.
   * FREEZE spares the table a later rewrite, and shows its rows to snapshots older than the switch.
   */
  long copyFrozen(Session session, PublishedDataset dataset, String into) throws SQLException {
    Map<String, String> types = new Catalog(session).columnTypes(into);
    List<BinaryColumn> columns =
        dataset.table().columns().stream()
            .map(column -> new BinaryColumn(column.name(), types.get(column.name())))
            .toList();
    return BinaryRows.areWorthwhile(columns)
        ? copyConverted(session, dataset, into, columns)
        : copy(
            copyInto(into, dataset.table(), "format csv, freeze"),
            staging.open(dataset.staged()),
            rows(dataset),
            session::copyIn);
  }

  private long copyConverted(
      Session session, PublishedDataset dataset, String into, List<BinaryColumn> columns)
      throws SQLException {
    String what = dataset.table().display();
    return copy(
        copyInto(into, dataset.table(), "format binary, freeze"),
        staging.open(dataset.staged()),
        rows(dataset),
        (sql, csv) -> session.copyIn(sql, new BinaryRows(csv, what, columns)));
  }

  /** Copies a file of rejected rows into their table. */
  long copy(Session session, TargetTable table, String header, StagedPart part)
      throws SQLException {
    Rows rows = new Rows(table.display(), header, part.rows(), part.bytes());
    String sql = copyInto(table.qualified(), table, "format csv");
    return copy(sql, staging.open(part), rows, session::copyIn);
  }

  private static Rows rows(PublishedDataset dataset) {
    StagedDataset staged = dataset.staged();
    return new Rows(
        dataset.table().display(),
        dataset.contract().header(),
        staged.rowsStaged(),
        staged.bytes());
  }

  private static String copyInto(String into, TargetTable columns, String options) {
    return "copy " + into + " (" + columns.columnList() + ") from stdin (" + options + ")";
  }

  /** How a stream of rows gets into a table. */
  @FunctionalInterface
  private interface CopyIn {
    long copy(String sql, InputStream rows) throws SQLException;
  }

  private long copy(String sql, InputStream in, Rows rows, CopyIn copyIn) throws SQLException {
    try (in;
        RowStream stream = new RowStream(in, rows, stopped)) {
      long copied = copyIn.copy(sql, stream);
      stream.done(copied);
      return copied;
    } catch (IOException e) {
      throw new UncheckedIOException("closing the staged rows of " + rows.what(), e);
    }
  }
}
