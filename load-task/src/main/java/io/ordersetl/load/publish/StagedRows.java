package io.ordersetl.load.publish;

import io.ordersetl.load.publish.RowStream.Rows;
import io.ordersetl.load.target.TargetTable;
import io.ordersetl.postgres.Session;
import io.ordersetl.staging.RunStaging;
import io.ordersetl.staging.StagedDataset;
import io.ordersetl.staging.StagedPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A run's staged rows, streamed from S3 into COPY: no file, no parsing, and no row is kept unless
 * all of them arrived as the manifest lists them.
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

  /**
   * Copies a dataset into a table that has its columns.
   *
   * @param into the table's full name, in quotes
   * @param options of COPY, such as {@code format csv}
   */
  public long copy(Session session, PublishedDataset dataset, String into, String options)
      throws SQLException {
    StagedDataset staged = dataset.staged();
    Rows rows =
        new Rows(
            dataset.table().display(),
            dataset.contract().header(),
            staged.rowsStaged(),
            staged.bytes());
    String sql =
        "copy " + into + " (" + dataset.table().columnList() + ") from stdin (" + options + ")";
    return copy(session, sql, staging.open(staged), rows);
  }

  /** Copies a file of rejected rows into their table. */
  long copy(Session session, TargetTable table, String header, StagedPart part)
      throws SQLException {
    Rows rows = new Rows(table.display(), header, part.rows(), part.bytes());
    String sql =
        "copy " + table.qualified() + " (" + table.columnList() + ") from stdin (format csv)";
    return copy(session, sql, staging.open(part), rows);
  }

  private long copy(Session session, String sql, InputStream in, Rows rows) throws SQLException {
    try (in;
        RowStream stream = new RowStream(in, rows, stopped)) {
      long copied = session.copyIn(sql, stream);
      stream.done(copied);
      return copied;
    } catch (IOException e) {
      throw new UncheckedIOException("closing the staged rows of " + rows.what(), e);
    }
  }
}
