package io.ordersetl.local;

import io.ordersetl.testing.ObjectStoreExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The smallest pipeline that has a source, a dimension and a model, and rows for them. */
final class SmallPipeline {
  static final String THINGS =
      """
      {"columns": [{"name": "a", "type": "bigint"}], "primaryKey": ["a"],
       "quarantine": {"maxRejectedFraction": 0.5}}
      """;
  static final String KINDS = "{\"columns\": [{\"name\": \"kind\", \"type\": \"text\"}]}";
  static final String TOTALS =
      """
      {"columns": [{"name": "day", "type": "date"}, {"name": "things", "type": "bigint"},
         {"name": "kinds", "type": "bigint"}],
       "primaryKey": ["day"], "publish": {"mode": "upsert", "asOfColumn": "day"}}
      """;
  static final String TOTALS_SQL =
      """
      -- How many things and kinds there are.
      with counted_things as (
          select cast(count(*) as bigint) as things from things
      ), counted_kinds as (
          select cast(count(*) as bigint) as kinds from kinds
      )
      select run.as_of_date as day, counted_things.things, counted_kinds.kinds
      from run
      cross join counted_things
      cross join counted_kinds
      """;

  private SmallPipeline() {}

  /** Puts definition and source where {@code PIPELINE_URI} and {@code SOURCE_URI} name them. */
  static void upload(ObjectStoreExtension objectStore) {
    objectStore.put("pipeline/sources/things.json", THINGS);
    objectStore.put("pipeline/dimensions/kinds.json", KINDS);
    objectStore.put("pipeline/models/totals.json", TOTALS);
    objectStore.put("pipeline/models/totals.sql", TOTALS_SQL);
    objectStore.put("orders_data/things.csv", "a\n1\n2\nthree\n");
  }

  /**
   * Makes the dimension.
   *
   * @param schema as SQL writes it
   */
  static void createDimension(Connection connection, String schema) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("create schema " + schema);
      statement.execute("create table " + schema + ".kinds (kind text not null)");
      statement.execute("insert into " + schema + ".kinds values ('round')");
    }
  }
}
