package io.ordersetl.load.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordersetl.load.target.TargetColumn;
import io.ordersetl.load.target.TargetTable;
import io.ordersetl.postgres.Session;
import io.ordersetl.staging.InputObject;
import io.ordersetl.staging.Manifest;
import io.ordersetl.task.ProductVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table that says what was published when: one row for each publication. */
public final class Ledger {
  private static final String NAME = "publications";
  private static final String COMMENT =
      "What Orders ETL published, one row a publication; written in the same transaction.";
  private static final JsonMapper JSON = new JsonMapper();

  /**
   * A publication.
   *
   * @param content {@link Manifest#contentSha256} of the transform's manifest
   * @param rows published, by dataset
   */
  public record Entry(
      String runId, String content, List<InputObject> inputs, Map<String, Long> rows) {
    public Entry {
      inputs = List.copyOf(inputs);
      rows = Map.copyOf(rows);
    }

    /** Whether this is the publication of what the manifest lists. */
    public boolean isOf(Manifest manifest) {
      return runId.equals(manifest.runId()) && content.equals(manifest.contentSha256());
    }
  }

  private final Session session;
  private final TargetTable table;

  public Ledger(Session session, String schema) {
    this.session = session;
    this.table = table(schema);
  }

  /** The ledger's table, without what the server fills by itself. */
  public static TargetTable table(String schema) {
    List<TargetColumn> columns =
        List.of(
            new TargetColumn("run_id", "text", true, "The run that was published."),
            new TargetColumn(
                "content_sha256", "text", true, "Checksum of what the run had staged."),
            new TargetColumn("as_of_date", "date", true, "The day for which the figures hold."),
            new TargetColumn("product_version", "text", true, "The version that published it."),
            new TargetColumn(
                "definition_fingerprint", "text", true, "Checksum of the pipeline definition."),
            new TargetColumn("inputs", "jsonb", true, "The source objects, with their ETags."),
            new TargetColumn("rows", "jsonb", true, "Rows published, by dataset."));
    return new TargetTable(schema, NAME, COMMENT, columns, List.of());
  }

  /** Creates the table. */
  void create() throws SQLException {
    session.execute(
        "create table "
            + table.qualified()
            + " (id bigint generated always as identity primary key, "
            + table.columnDefinitions()
            + ", published_at timestamptz not null default clock_timestamp())");
    for (String statement : table.comments()) {
      session.execute(statement);
    }
  }

  /** The newest publication, where there is any; the table must be there. */
  public Optional<Entry> newest() throws SQLException {
    return session.find(
        "select run_id, content_sha256, inputs, rows from "
            + table.qualified()
            + " order by id desc limit 1",
        Ledger::entry);
  }

  /** Whether this content was ever published. */
  public boolean holds(Manifest manifest) throws SQLException {
    return session
        .find(
            "select id from "
                + table.qualified()
                + " where run_id = ? and content_sha256 = ? limit 1",
            row -> row.getLong("id"),
            manifest.runId(),
            manifest.contentSha256())
        .isPresent();
  }

  /** Notes a publication, in the transaction that makes it. */
  void add(PublishedRun run) throws SQLException {
    Manifest manifest = run.manifest();
    Map<String, Long> rows = new LinkedHashMap<>();
    run.datasets().forEach(dataset -> rows.put(dataset.name(), dataset.staged().rowsStaged()));
    session.execute(
        "insert into "
            + table.qualified()
            + " ("
            + table.columnList()
            + ") values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb)",
        manifest.runId(),
        manifest.contentSha256(),
        manifest.asOfDate(),
        ProductVersion.current(),
        manifest.definitionFingerprint(),
        json(manifest.inputs()),
        json(rows));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of strings and numbers are always JSON", e);
    }
  }

  private static Entry entry(ResultSet row) throws SQLException {
    try {
      return new Entry(
          row.getString("run_id"),
          row.getString("content_sha256"),
          JSON.readValue(row.getString("inputs"), new TypeReference<List<InputObject>>() {}),
          JSON.readValue(row.getString("rows"), new TypeReference<Map<String, Long>>() {}));
    } catch (JsonProcessingException e) {
      throw new SQLException("a ledger entry can't be read: " + e.getOriginalMessage(), "22000", e);
    }
  }
}
