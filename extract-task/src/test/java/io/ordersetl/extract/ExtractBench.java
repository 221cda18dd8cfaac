package io.ordersetl.extract;

import io.ordersetl.task.TaskMain;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs extract-task as its main does, on a test's servers, with a small pipeline's good input. */
final class ExtractBench {
  static final String ORDERS_HEADER =
      "order_id,customer_id,order_date,product_id,unit_price,quantity,total_price\n";

  private final ObjectStoreExtension objects;
  private final Map<String, String> environment = new HashMap<>();

  /** What a run of the task left: its exit status and the last line of its standard output. */
  record Ended(int status, String result) {}

  ExtractBench(ObjectStoreExtension objects, WarehouseExtension warehouse) throws SQLException {
    this.objects = objects;
    environment.putAll(objects.environment());
    environment.putAll(warehouse.environment());
    environment.put("RUN_ID", "run 1");
    environment.put("AS_OF_DATE", "2026-11-22");
    createDimensions(warehouse);
    objects.put("orders_data/orders.csv", ORDERS_HEADER + "1,10,2026-01-05,7,2.50,2,5.00\n");
    objects.put("orders_data/reviews.csv", "review,product_id\n5,7\n");
    objects.put(
        "orders_data/shipment_deliveries.csv",
        "shipment_id,order_id,shipment_date,delivery_date\n1,1,2026-01-06,\n");
  }

  private static void createDimensions(WarehouseExtension warehouse) throws SQLException {
    try (Connection connection = warehouse.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create schema if_common;
          create table if_common.dim_dates (calendar_dt date primary key, year_num int,
            month_of_the_year_num int, day_of_the_month_num int, day_of_the_week_num int,
            working_day boolean);
          insert into if_common.dim_dates
            select d, extract(year from d), extract(month from d), extract(day from d),
              extract(isodow from d), extract(isodow from d) < 6
            from generate_series(date '2025-01-01', date '2026-12-31', interval '1 day') d;
          create table if_common.dim_products (product_id int primary key,
            product_category text, product_name text);
          insert into if_common.dim_products values (7, 'Toys', 'Kite, red');
          """);
    }
  }

  ExtractBench with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Puts a pipeline definition of one source, {@code things}, into the bucket. */
  ExtractBench withThings(String contract) {
    objects.put("pipeline/sources/things.json", contract);
    return with("PIPELINE_URI", objects.uri("pipeline"));
  }

  Ended run() {
    return run(Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC));
  }

  Ended run(Clock clock) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
    int status =
        new TaskMain("extract", "", clock, print)
            .run(
                new String[0],
                environment,
                variables -> ExtractTask.run(ExtractSettings.from(variables), clock));
    return new Ended(status, out.toString(StandardCharsets.UTF_8).strip());
  }

  /** All staged rows of a dataset, in order, without their header. */
  String staged(String dataset) {
    return parts(dataset).stream()
        .map(objects::text)
        .map(text -> text.substring(text.indexOf('\n') + 1))
        .collect(Collectors.joining());
  }

  List<String> parts(String dataset) {
    return objects.list("staging/").stream()
        .filter(key -> key.contains("/" + dataset + "/part-"))
        .toList();
  }

  /** The lines of a dataset's rejects, header and all. */
  List<String> rejects(String dataset) {
    return objects.list("staging/").stream()
        .filter(key -> key.endsWith("/rejects/" + dataset + ".csv"))
        .flatMap(key -> objects.text(key).lines())
        .toList();
  }
}
