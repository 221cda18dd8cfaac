package io.ordersetl.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What a killed task may have left behind, and must be gone after the next success. */
final class Leftovers {
  /** A server notices within this that a client is gone. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final String IN_WAREHOUSE =
      """
      select 'table ' || c.oid::regclass from pg_class c
      where c.relname ~ '__[0-9a-f]{12}$' and c.relkind = 'r' and not c.relispartition
      union all
      select 'partitions of ' || inhparent::regclass from pg_inherits
      join pg_class c on c.oid = inhrelid and c.relkind = 'r'
      group by inhparent having count(*) > 1
      union all
      select 'connection of ' || application_name || ': ' || query from pg_stat_activity
      where application_name like 'orders-etl%'
      union all
      select 'lock ' || objid from pg_locks where locktype = 'advisory'
      union all
      select 'publications of one content: ' || run_id from orders_staging.publications
      group by run_id, content_sha256 having count(*) > 1
      """;

  private final Site site;

  Leftovers(Site site) {
    this.site = site;
  }

  /** Fails where anything is left. */
  void refuse() throws SQLException, IOException, InterruptedException {
    List<String> left = find();
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(50);
      left = find();
    }
    BrokenPromise.unless(left.isEmpty(), "left behind after a success: %s", left);
  }

  private List<String> find() throws SQLException, IOException {
    List<String> left = new ArrayList<>(inWarehouse());
    left.addAll(uploads());
    left.addAll(oldRuns());
    try (Stream<Path> files = Files.list(site.scratch())) {
      files.map(file -> "file " + file.getFileName()).forEach(left::add);
    }
    return left;
  }

  private List<String> inWarehouse() throws SQLException {
    List<String> left = new ArrayList<>();
    try (Connection connection = site.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(IN_WAREHOUSE)) {
      while (rows.next()) {
        left.add(rows.getString(1));
      }
    }
    return left;
  }

  private List<String> uploads() {
    return site.servers().client().listUploads(site.servers().source().withKey("")).stream()
        .map(upload -> "upload of " + upload.uri())
        .toList();
  }

  private List<String> oldRuns() {
    List<String> runs =
        site.servers().client().listFolders(site.servers().source().withKey("staging/"));
    return runs.size() > Site.KEPT_RUNS ? List.of("staging of " + runs) : List.of();
  }
}
