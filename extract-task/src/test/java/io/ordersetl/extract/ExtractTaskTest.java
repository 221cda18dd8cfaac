package io.ordersetl.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.extract.ExtractBench.Ended;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class ExtractTaskTest {
  private static final String THINGS =
      """
      {"objects": "things/", "primaryKey": ["id"],
       "quarantine": {"maxRejectedFraction": 1},
       "columns": [{"name": "id", "type": "bigint"}, {"name": "label", "type": "text", "nullable": true}]}
      """;

  @RegisterExtension final ObjectStoreExtension objects = new ObjectStoreExtension();
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();

  private ExtractBench bench;

  @BeforeEach
  void arrange() throws SQLException {
    bench = new ExtractBench(objects, warehouse);
  }

  @Test
  void stagesSourcesAndDimensionsAsCanonicalCsv() {
    objects.put(
        "orders_data/orders.csv",
        "quantity,order_id,customer_id,order_date,product_id,unit_price,total_price,note\r\n"
            + "2,+1,010,2026-01-05,7,2.5,5,\"a, b\"\r\n");

    Ended ended = bench.run();

    assertThat(ended.status()).as(ended.result()).isZero();
    assertThat(bench.staged("orders")).isEqualTo("1,10,2026-01-05,7,2.50,2,5.00\n");
    assertThat(bench.staged("shipment_deliveries")).isEqualTo("1,1,2026-01-06,\n");
    assertThat(bench.staged("dim_products")).isEqualTo("7,Toys,\"Kite, red\"\n");
    assertThat(bench.staged("dim_dates"))
        .startsWith("2025-01-01,2025,1,1,3,true\n")
        .endsWith("2026-12-31,2026,12,31,4,true\n");
    assertThat(ended.result())
        .contains("\"run_id\":\"run 1\"", "\"as_of_date\":\"2026-11-22\"", "\"rows_read\":730");
    assertThat(objects.list("staging/run~201/extract/manifest.json")).hasSize(1);
  }

  @Test
  void readsAPrefixAsTheUnionOfItsObjectsInKeyOrder() throws IOException {
    bench.withThings(THINGS);
    objects.put("orders_data/things/", new byte[0]);
    objects.put("orders_data/things/b.csv", "\uFEFFlabel,id\n\"two\nlines\",2\n");
    objects.put("orders_data/things/a.csv.gz", gzip("id,label\n1,one\n", "4,four\n"));
    objects.put("orders_data/things/c.csv", "id,label\n\n3,\"\"\n\n");

    Ended ended = bench.run();

    assertThat(ended.status()).as(ended.result()).isZero();
    assertThat(bench.staged("things")).isEqualTo("1,one\n4,four\n2,\"two\nlines\"\n3,\"\"\n");
  }

  @Test
  void keepsEveryViolationOfEveryBadRow() {
    bench.withThings(
        """
        {"quarantine": {"maxRejectedFraction": 1}, "primaryKey": ["id"], "maxRecordBytes": 60,
         "columns": [{"name": "id", "type": "integer", "min": 1, "max": 100},
           {"name": "code", "type": "text", "length": 3, "pattern": "[A-Z]+", "nullable": true},
           {"name": "day", "type": "date", "min": "2020-01-01", "nullable": true},
           {"name": "kind", "type": "text", "oneOf": ["x", "y"]}]}
        """);
    objects.put(
        "orders_data/things.csv",
        bytes(
            "id,code,day,kind\n"
                + "1,ABC,2026-02-28,x\n"
                + "0,abcd,2026-02-30,z\n"
                + ",\"\",2019-12-31,\n"
                + "2,A\n"
                + "3,\"AB\"C,,x\n"
                + "1,XYZ,,y\n"
                + "101,\u00FF\u0000,,x\n"
                + "5,ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJ,,x\n"
                + "6,,,y\n"));

    Ended ended = bench.run();

    assertThat(ended.status()).as(ended.result()).isZero();
    assertThat(bench.staged("things")).isEqualTo("1,ABC,2026-02-28,x\n6,,,y\n");
    String object = objects.uri("orders_data/things.csv");
    String at = "run 1,things," + object + ",";
    assertThat(bench.rejects("things"))
        .containsExactly(
            "run_id,dataset,object,line,byte_offset,column,rule,value,raw",
            at + "3,36,id,min,0,\"0,abcd,2026-02-30,z\"",
            at + "3,36,code,length,abcd,\"0,abcd,2026-02-30,z\"",
            at + "3,36,day,type,2026-02-30,\"0,abcd,2026-02-30,z\"",
            at + "3,36,kind,one_of,z,\"0,abcd,2026-02-30,z\"",
            at + "4,56,id,required,,\",\"\"\"\",2019-12-31,\"",
            at + "4,56,code,pattern,\"\",\",\"\"\"\",2019-12-31,\"",
            at + "4,56,day,min,2019-12-31,\",\"\"\"\",2019-12-31,\"",
            at + "4,56,kind,required,,\",\"\"\"\",2019-12-31,\"",
            at + "5,72,,columns,2,\"2,A\"",
            at + "6,76,,parse,,\"3,\"\"AB\"\"C,,x\"",
            at + "7,87,id,primary_key,1,\"1,XYZ,,y\"",
            at + "8,96,id,max,101,\"101,\\xFF\\x00,,x\"",
            at + "8,96,code,encoding,\\xFF\\x00,\"101,\\xFF\\x00,,x\"",
            at
                + "9,106,,record_bytes,67,\"5,ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ"
                + "ABCDEF… [cut: 60 of 67 bytes]\"");
  }

  @Test
  void stopsOverTheQuarantineLimitAndKeepsTheRejects() {
    objects.put("orders_data/reviews.csv", "review,product_id\n5,7\n6,7\n");

    Ended ended = bench.run();

    assertThat(ended.status()).isEqualTo(65);
    assertThat(ended.result()).contains("1 of 2 rows (50.00 %) were rejected", "\"rule\":\"max\"");
    assertThat(bench.rejects("reviews")).hasSize(2);
    assertThat(objects.list("staging/run~201/extract/manifest.json")).isEmpty();
  }

  @Test
  void answersWithTheRecordedResultWhileNothingHasChanged() {
    bench.run();
    var staged = objects.list("staging/");

    Ended again = bench.run();

    assertThat(again.status()).isZero();
    assertThat(again.result()).contains("\"status\":\"unchanged\"", "\"rows_staged\":1");
    assertThat(objects.list("staging/")).isEqualTo(staged);
  }

  @Test
  void worksAnewWhenAnObjectWasCorrected() {
    bench.run();
    objects.put("orders_data/reviews.csv", "review,product_id\n4,7\n");

    Clock later = Clock.fixed(Instant.parse("2026-11-22T09:05:00Z"), ZoneOffset.UTC);
    Ended again = bench.run(later);

    assertThat(again.result()).contains("\"status\":\"succeeded\"");
    assertThat(bench.parts("reviews")).hasSize(2);
    assertThat(objects.text("staging/run~201/extract/manifest.json"))
        .contains(folder(bench.parts("orders").get(1)));
  }

  @Test
  void worksAnewWhenADimensionHasChanged() throws SQLException {
    bench.run();
    try (var connection = warehouse.connection();
        var statement = connection.createStatement()) {
      statement.execute("update if_common.dim_products set product_name = 'Kite'");
    }

    Ended again = bench.run();

    assertThat(again.result()).contains("\"status\":\"succeeded\"");
    assertThat(bench.staged("dim_products")).contains("7,Toys,Kite\n");
  }

  private static String folder(String key) {
    return key.substring(key.indexOf("/extract/") + 1, key.indexOf("/orders/"));
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] gzip(String... members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String member : members) {
      try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
        gzip.write(member.getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
