package io.ordersetl.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.extract.ExtractBench.Ended;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Input that a run can't go on with: the exit code, and a message that says what and where. */
@Tag("servers")
class ExtractRefusalTest {
  @RegisterExtension final ObjectStoreExtension objects = new ObjectStoreExtension();
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();

  private ExtractBench bench;

  @BeforeEach
  void arrange() throws SQLException {
    bench = new ExtractBench(objects, warehouse);
  }

  @Test
  void namesEveryMissingObject() {
    objects.delete("orders_data/orders.csv");
    objects.delete("orders_data/reviews.csv");

    assertEnds(66, "There is no object " + orders(), "orders_data/reviews.csv");
  }

  @Test
  void namesAMissingColumn() {
    objects.put("orders_data/orders.csv", "order_id,customer_id,order_date,product_id,quantity\n");

    assertEnds(
        65, orders(), "these columns are missing: [unit_price, total_price]", "found [order_id,");
  }

  @Test
  void namesADoubledColumn() {
    objects.put("orders_data/reviews.csv", "review,product_id,review\n5,7,5\n");

    assertEnds(65, "reviews.csv: these columns are there twice: [review]");
  }

  @Test
  void refusesAnObjectOfNoBytes() {
    objects.put("orders_data/orders.csv", "");

    assertEnds(65, orders() + ": expected a header with [order_id,", "found nothing");
  }

  @Test
  void namesTheLineOfAQuoteThatIsNeverClosed() {
    objects.put(
        "orders_data/orders.csv",
        ExtractBench.ORDERS_HEADER + "1,10,2026-01-05,7,2.50,2,5.00\n2,\"10,2026-01-05\n3,4\n");

    assertEnds(65, orders() + ": the quote that opens on line 3 is never closed");
  }

  @Test
  void refusesUtf16() {
    objects.put("orders_data/orders.csv", "\uFEFForder_id".getBytes(StandardCharsets.UTF_16LE));

    assertEnds(65, orders() + ": expected UTF-8, found the byte-order mark of UTF-16");
  }

  @Test
  void refusesWhatIsNoGzip() {
    bench.withThings(
        "{\"objects\": \"things.csv.gz\", \"columns\": [{\"name\": \"a\", \"type\": \"text\"}]}");
    objects.put("orders_data/things.csv.gz", "a\n1\n");

    assertEnds(65, "things.csv.gz: can't be read to its end", "not a whole gzip file");
  }

  @Test
  void refusesAnUnknownColumnWhereTheContractSaysSo() {
    bench.withThings(
        "{\"unknownColumns\": \"fail\", \"columns\": [{\"name\": \"a\", \"type\": \"text\"}]}");
    objects.put("orders_data/things.csv", "a,b\n1,2\n");

    assertEnds(65, "things.csv: the contract doesn't know these columns: [b]");
  }

  @Test
  void refusesTooFewRows() {
    bench.withThings("{\"minimumRows\": 2, \"columns\": [{\"name\": \"a\", \"type\": \"text\"}]}");
    objects.put("orders_data/things.csv", "a\n1\n");

    assertEnds(65, "things: expected at least 2 good rows (minimumRows), found 1");
  }

  @Test
  void reportsAllProblemsOfADefinitionAtOnce() {
    bench.withThings(
        """
        {"colums": [], "primaryKey": ["b"], "columns": [{"name": "a", "type": "number"},
         {"name": "c", "type": "text", "min": 1, "size": 2}]}
        """);

    assertEnds(
        78,
        "sources/things.json /colums: unknown key",
        "sources/things.json /primaryKey: there is no column b",
        "sources/things.json /columns/0/type: expected integer, bigint",
        "sources/things.json /columns/1/size: unknown key");
  }

  @Test
  void reportsAllMissingVariablesAtOnce() {
    bench.with("RUN_ID", "").with("STAGING_URI", "bucket/x").with("THREADS", "no");

    assertEnds(
        78, "RUN_ID: is not set", "STAGING_URI: expected s3://", "THREADS: expected a whole");
  }

  @Test
  void namesAMissingDimension() throws SQLException {
    execute("drop table if_common.dim_products");

    assertEnds(66, "There is no table if_common.dim_products");
  }

  @Test
  void namesAMissingDimensionColumn() throws SQLException {
    execute("alter table if_common.dim_products drop product_name");

    assertEnds(65, "if_common.dim_products: these columns are missing: [product_name]");
  }

  @Test
  void saysWhichRightIsMissing() throws SQLException {
    execute("revoke select on if_common.dim_products from public, orders_etl");

    assertEnds(78, "permission denied for table dim_products", "grant the pipeline's role USAGE");
  }

  @Test
  void explainsAWrongKey() {
    bench.with("AWS_SECRET_ACCESS_KEY", "planted-secret");

    Ended ended = assertEnds(78, "403", "check the access key");
    assertThat(ended.result()).doesNotContain("planted-secret");
  }

  @Test
  void explainsAServerThatIsNotThere() {
    bench.with("POSTGRES_PORT", "1");

    assertEnds(75, "connecting to PostgreSQL database");
  }

  private Ended assertEnds(int status, String... messages) {
    Ended ended = bench.run();
    assertThat(ended.status()).as(ended.result()).isEqualTo(status);
    assertThat(ended.result()).contains(messages);
    assertThat(objects.list("staging/run~201/extract/manifest.json")).isEmpty();
    return ended;
  }

  private String orders() {
    return objects.uri("orders_data/orders.csv");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = warehouse.connection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
