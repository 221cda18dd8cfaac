package io.ordersetl.local;

import io.ordersetl.dataset.Contract;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.PostgresFailures;
import io.ordersetl.postgres.Session;
import io.ordersetl.postgres.Warehouse;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Fills places that are empty from a seed, and leaves the others alone. */
final class FirstFill {

  private final Seed seed;
  private final PrintStream progress;

  /**
   * @param progress gets a line for each place
   */
  FirstFill(Seed seed, PrintStream progress) {
    this.seed = seed;
    this.progress = progress;
  }

  /** Uploads the source objects where there is none below the prefix. */
  FirstFill objects(ObjectStore store, ObjectUri prefix) throws IOException {
    if (store.list(prefix.resolve("")).isEmpty()) {
      seed.upload(store, prefix);
      progress.println(prefix + ": " + seed.description());
    } else {
      progress.println(prefix + ": has objects, left as it is");
    }
    return this;
  }

  /** Copies rows into each dimension's table that has none. */
  FirstFill dimensions(Warehouse warehouse, Collection<Contract> dimensions) throws IOException {
    try (Session session = warehouse.open()) {
      for (Contract dimension : dimensions) {
        fill(session, warehouse.schemas().dimensions(), dimension);
      }
    } catch (SQLException e) {
      throw PostgresFailures.explain("filling the dimensions of " + warehouse, e);
    }
    return this;
  }

  private void fill(Session session, String schema, Contract dimension)
      throws SQLException, IOException {
    String table = Identifier.quote(schema, dimension.location());
    if (session.find("select 1 from " + table + " limit 1", row -> row.getInt(1)).isPresent()) {
      progress.println(table + ": has rows, left as it is");
      return;
    }
    CsvFile rows = seed.dimension(dimension);
    String columns =
        rows.header().stream().map(Identifier::quote).collect(Collectors.joining(", "));
    try (InputStream in = rows.open()) {
      long copied =
          session.copyIn(
              "copy " + table + " (" + columns + ") from stdin (format csv, header)", in);
      progress.println(table + ": " + copied + " rows");
    }
  }
}
