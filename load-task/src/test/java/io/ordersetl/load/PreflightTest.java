package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the load refuses to publish to, and what it says then. */
@Tag("servers")
class PreflightTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  private static final String ORDERS =
      "create table orders_staging.orders (order_id bigint not null, placed date,"
          + " price numeric(12,2) not null, note text%s, primary key (%s))"
          + " partition by list (order_id)";

  @BeforeEach
  void stage() throws SQLException {
    fixture.execute("create schema orders_staging authorization orders_etl");
    fixture.run("first").stage();
  }

  private void executeAsPipeline(String... statements) throws SQLException {
    List<String> all = new ArrayList<>(List.of("set role orders_etl"));
    all.addAll(List.of(statements));
    fixture.execute(all.toArray(new String[0]));
  }

  /** The problems, one line each, without how to mend them. */
  private List<String> problems() throws SQLException {
    LoadFixture.Result result = fixture.load("first");
    assertThat(result.exitCode()).as(result.message()).isEqualTo(78);
    assertThat(fixture.rows("select 1 from pg_class where relname = 'publications'"))
        .as("nothing was created")
        .isEmpty();
    return result.message().lines().filter(line -> line.startsWith("  - ")).toList();
  }

  /** Runs what a message says, word for word. */
  private void mendAsToldAndLoad() throws SQLException {
    List<String> mending =
        fixture
            .load("first")
            .message()
            .lines()
            .filter(line -> line.startsWith("      "))
            .map(String::strip)
            .toList();
    fixture.execute(String.join("\n", mending));
    assertThat(fixture.load("first").message()).isEmpty();
  }

  @Test
  void tellsEveryProblemAtOnce() throws SQLException {
    executeAsPipeline(
        "create table orders_staging.orders (order_id integer not null,"
            + " placed date not null, price text, shop text not null, unique (order_id, placed)) partition by list (placed)",
        "create table orders_staging.p partition of orders_staging.orders default",
        "insert into orders_staging.orders values (1, '2026-01-01', '1.5', 'here')");

    assertThat(problems())
        .hasSize(5)
        .anyMatch(line -> line.contains("order_id is integer, expected bigint"))
        .anyMatch(line -> line.contains("placed is not null, the contract lets it be null"))
        .anyMatch(line -> line.contains("price is text, expected numeric(12,2)"))
        .anyMatch(line -> line.contains("column note is missing"))
        .anyMatch(line -> line.contains("shop is not in the contract"));
    mendAsToldAndLoad();
  }

  @Test
  void refusesAnotherPrimaryKey() throws SQLException {
    executeAsPipeline(
        "create table orders_staging.orders (order_id bigint not null, placed date,"
            + " price numeric(12,2) not null, note text, primary key (price))"
            + " partition by list (price)");

    assertThat(problems())
        .singleElement()
        .asString()
        .contains("the primary key is [price], expected [order_id]");
    mendAsToldAndLoad();
  }

  @Test
  void refusesAnotherTypeOfThePartitionsColumn() throws SQLException {
    executeAsPipeline(
        "create table orders_staging.orders (order_id integer, placed date,"
            + " price numeric(12,2), note text) partition by list (order_id)");

    assertThat(problems()).singleElement().asString().contains("order_id is integer");
    mendAsToldAndLoad();
  }

  @Test
  void saysHowToChangeAKey() throws SQLException {
    executeAsPipeline(
        "create schema orders_analytics",
        "create table orders_analytics.totals (ingestion_date date, orders bigint,"
            + " constraint \"The Key\" primary key (orders))");

    assertThat(problems()).singleElement().asString().contains("[ingestion_date]");
    mendAsToldAndLoad();
  }

  @Test
  void servesAWiderKeyWiderTypesAndAddedColumns() throws SQLException {
    executeAsPipeline(
        "create table orders_staging.orders (extra text, order_id bigint, placed date,"
            + " price numeric(20,2), note varchar, primary key (order_id, price))"
            + " partition by list (order_id)",
        "create table orders_staging.reviews (review bigint, product_id bigint)"
            + " partition by range (product_id)");

    LoadFixture.Result result = fixture.load("first");

    assertThat(result.message()).isEmpty();
    assertThat(fixture.rows("select order_id, price from orders_staging.orders order by 1"))
        .containsExactly("1|1.50", "2|2.00");
  }

  @Test
  void warnsOfAMissingPrimaryKey() throws SQLException {
    executeAsPipeline(
        "create table orders_staging.orders (order_id bigint, placed date,"
            + " price numeric(12,2), note text) partition by list (order_id)");

    assertThat(fixture.load("first").warnings())
        .singleElement()
        .asString()
        .contains("alter table \"orders_staging\".\"orders\" add primary key (\"order_id\")");
  }

  @Test
  void refusesATableOfSomeoneElse() throws SQLException {
    fixture.execute(ORDERS.formatted("", "order_id"));

    assertThat(problems()).singleElement().asString().contains("does not own it");
    mendAsToldAndLoad();
  }

  @Test
  void refusesAPartitionOfSomeoneElse() throws SQLException {
    executeAsPipeline(ORDERS.formatted("", "order_id"));
    fixture.execute("create table orders_staging.part partition of orders_staging.orders default");

    assertThat(problems()).singleElement().asString().contains("\"part\"").contains("own it");
    mendAsToldAndLoad();
  }

  @Test
  void refusesAForeignKeyThatPointsAtTheTable() throws SQLException {
    executeAsPipeline(
        ORDERS.formatted("", "order_id"),
        "create table orders_staging.invoices (order_id bigint references orders_staging.orders)");

    assertThat(problems()).singleElement().asString().contains("a foreign key points at it");
    mendAsToldAndLoad();
  }

  @Test
  void refusesAViewOnThePartitionItself() throws SQLException {
    executeAsPipeline(
        ORDERS.formatted("", "order_id"),
        "create table orders_staging.part partition of orders_staging.orders default");
    fixture.execute("create view public.shortcut as select order_id from orders_staging.part");

    assertThat(problems())
        .singleElement()
        .asString()
        .contains("the view shortcut reads its partition part itself");
  }

  @Test
  void refusesOtherPartitions() throws SQLException {
    executeAsPipeline(
        ORDERS.formatted("", "order_id"),
        "create table orders_staging.p1 partition of orders_staging.orders for values in (1)",
        "create table orders_staging.p2 partition of orders_staging.orders default");

    assertThat(problems()).singleElement().asString().contains("[p1, p2]");
  }

  @Test
  void refusesAnIdentityThatAPartitionCantHave() throws SQLException {
    executeAsPipeline(ORDERS.formatted(", id bigint generated by default as identity", "order_id"));

    assertThat(problems()).singleElement().asString().contains("column id is an identity");
  }

  @Test
  void refusesAViewInTheTablesPlace() throws SQLException {
    executeAsPipeline("create view orders_staging.orders as select 1 as order_id");

    assertThat(problems())
        .singleElement()
        .asString()
        .contains("orders_staging.orders: expected a table, found a view");
  }

  @Test
  void saysWhichGrantsAreMissing() throws SQLException {
    fixture.execute(
        "revoke create on schema orders_staging from orders_etl",
        "alter schema orders_staging owner to postgres",
        "create schema orders_analytics",
        "create table orders_analytics.totals (ingestion_date date primary key, orders bigint)",
        "revoke create on database " + warehouse.database() + " from orders_etl");

    assertThat(problems())
        .hasSize(3)
        .anyMatch(line -> line.contains("orders_etl lacks create on the schema"))
        .anyMatch(line -> line.contains("orders_analytics: role orders_etl lacks create"))
        .anyMatch(line -> line.contains("totals: role orders_etl lacks insert, delete"));
    mendAsToldAndLoad();
  }

  @Test
  void saysHowToCreateASchemaThatItMayNotCreate() throws SQLException {
    fixture.execute("revoke create on database " + warehouse.database() + " from orders_etl");

    assertThat(problems()).singleElement().asString().contains("there is no such schema");
    mendAsToldAndLoad();
  }
}
