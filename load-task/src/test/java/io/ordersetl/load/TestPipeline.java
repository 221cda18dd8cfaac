package io.ordersetl.load;

import io.ordersetl.dataset.DefinitionReader;
import io.ordersetl.dataset.PipelineDefinition;
import java.util.SortedMap;
import java.util.TreeMap;

/** A small pipeline: a table with a key, one without, and two models. */
final class TestPipeline {
  private static final String ORDERS =
      """
      {"description": "Orders, one row an order.",
       "columns": [
         {"name": "order_id", "type": "bigint", "description": "Identifies the order."},
         {"name": "placed", "type": "date", "nullable": true},
         {"name": "price", "type": "decimal(12,2)"},
         {"name": "note", "type": "text", "nullable": true}],
       "primaryKey": ["order_id"]%s}
      """;
  private static final String REVIEWS =
      """
      {"columns": [
         {"name": "review", "type": "integer", "nullable": true},
         {"name": "product_id", "type": "bigint"}]}
      """;
  private static final String TOTALS =
      """
      {"description": "Totals of a day.",
       "columns": [
         {"name": "ingestion_date", "type": "date"},
         {"name": "orders", "type": "bigint", "description": "How many orders there are."}],
       "primaryKey": ["ingestion_date"],
       "publish": {"mode": "upsert", "asOfColumn": "ingestion_date"}}
      """;
  private static final String FLAGS =
      """
      {"columns": [
         {"name": "ingestion_date", "type": "date"},
         {"name": "name", "type": "text"},
         {"name": "raised", "type": "boolean", "nullable": true}],
       "primaryKey": ["ingestion_date", "name"],
       "publish": {"mode": "upsert", "asOfColumn": "ingestion_date"}}
      """;

  private TestPipeline() {}

  static PipelineDefinition definition() {
    return withOrders("");
  }

  /** The pipeline with further keys in the contract of orders, such as {@code , "key": 1}. */
  static PipelineDefinition withOrders(String keys) {
    return DefinitionReader.read(files(keys));
  }

  private static SortedMap<String, String> files(String keys) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("sources/orders.json", ORDERS.formatted(keys));
    files.put("sources/reviews.json", REVIEWS);
    files.put("models/totals.json", TOTALS);
    files.put(
        "models/totals.sql",
        "select run.as_of_date as ingestion_date, cast(count(*) as bigint) as orders"
            + " from orders cross join run group by run.as_of_date");
    files.put("models/flags.json", FLAGS);
    files.put(
        "models/flags.sql",
        "select run.as_of_date as ingestion_date, 'any' as name, true as raised from run");
    return files;
  }
}
