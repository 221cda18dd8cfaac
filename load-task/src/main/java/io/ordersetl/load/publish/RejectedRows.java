package io.ordersetl.load.publish;

import io.ordersetl.checking.Rejects;
import io.ordersetl.config.RunId;
import io.ordersetl.load.target.TargetColumn;
import io.ordersetl.load.target.TargetTable;
import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** The table of what was rejected and why: one row for each violation. */
public final class RejectedRows {
  private static final String NAME = "rejected_rows";
  private static final String COMMENT =
      "Rows that Orders ETL quarantined, one row a violation; kept as long as staged runs are.";

  private final Session session;
  private final TargetTable table;

  public RejectedRows(Session session, String schema) {
    this.session = session;
    this.table = table(schema);
  }

  /** The table, with the columns of the rejects files. */
  public static TargetTable table(String schema) {
    List<TargetColumn> columns =
        List.of(
            new TargetColumn("run_id", "text", true, "The run that rejected the row."),
            new TargetColumn("dataset", "text", true, "The dataset that the row is not in."),
            new TargetColumn("object", "text", true, "The object that the row is from."),
            new TargetColumn(
                "line", "bigint", false, "The line on which the record starts, from 1."),
            new TargetColumn("byte_offset", "bigint", false, "Where the record starts, from 0."),
            new TargetColumn("column", "text", false, "The column that is wrong."),
            new TargetColumn("rule", "text", true, "The rule that is broken."),
            new TargetColumn("value", "text", false, "The value that breaks it."),
            new TargetColumn("raw", "text", false, "The record as it was read."));
    return new TargetTable(schema, NAME, COMMENT, columns, List.of());
  }

  void create() throws SQLException {
    for (String statement : table.creation()) {
      session.execute(statement);
    }
  }

  /** Puts what a run rejected in the place of what it rejected before. */
  void replace(PublishedRun run, StagedRows rows) throws SQLException {
    session.execute("delete from " + table.qualified() + " where run_id = ?", run.runId());
    for (var dataset : run.manifest().datasets()) {
      if (dataset.rejects() != null) {
        rows.copy(session, table, Rejects.HEADER.strip(), dataset.rejects());
      }
    }
  }

  /** Forgets the runs whose folders are gone. */
  public void keepOnly(Set<String> folders) throws SQLException {
    List<String> runs =
        session.query("select distinct run_id from " + table.qualified(), row -> row.getString(1));
    for (String run : runs) {
      if (!folders.contains(new RunId(run).key())) {
        session.execute("delete from " + table.qualified() + " where run_id = ?", run);
      }
    }
  }
}
