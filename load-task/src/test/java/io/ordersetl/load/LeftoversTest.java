package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.config.Environment;
import io.ordersetl.load.publish.DetachedTables;
import io.ordersetl.postgres.Session;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.postgres.WarehouseSettings;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What loads that were killed have left behind. */
@Tag("servers")
class LeftoversTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  private static final String MARK = "'orders-etl: rows of orders, run dead'";

  @Test
  void areDroppedByTheNextLoadThatPublishes() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");
    leaveTable("orders__0123456789ab", MARK);

    fixture.run("second").rows("orders").stage();
    fixture.load("second");

    assertThat(fixture.rows(LoadFixture.PARTITIONS)).hasSize(2).allMatch(t -> t.endsWith("|t"));
  }

  @Test
  void areDroppedByALoadThatFindsNothingElseToDo() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");
    leaveTable("orders__0123456789ab", MARK);

    fixture.load("first");

    assertThat(fixture.rows(LoadFixture.PARTITIONS)).hasSize(2).allMatch(t -> t.endsWith("|t"));
  }

  @Test
  void areNotTakenForWhatSomeoneElseCreated() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");
    leaveTable("orders__0123456789ab", "'a copy of mine'");
    leaveTable("orders__0123456789ac", "null");
    leaveTable("orders_copy", MARK);

    fixture.load("first");

    assertThat(
            fixture.rows(
                "select relname from pg_class where relkind = 'r' and relname like 'orders\\_%'"
                    + " and not relispartition order by 1"))
        .containsExactly("orders__0123456789ab", "orders__0123456789ac", "orders_copy");
  }

  /** The answer to a commit may be lost: what it attached is no leftover. */
  @Test
  void areNoLongerThoseThatWereAttached() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");
    String attached =
        fixture
            .rows(
                "select inhrelid::regclass from pg_inherits"
                    + " where inhparent = 'orders_staging.orders'::regclass")
            .get(0);
    Warehouse pipeline =
        new Warehouse(WarehouseSettings.from(new Environment(warehouse.environment())), "test");

    try (Session session = pipeline.open()) {
      new DetachedTables(session).drop(attached);
    }

    assertThat(fixture.rows("select count(*) from orders_staging.orders")).containsExactly("2");
  }

  @Test
  void keepATableThatWasDetachedBeforeItWasOurs() throws SQLException {
    fixture.execute(
        "create schema orders_staging authorization orders_etl",
        "set role orders_etl",
        "create table orders_staging.orders (order_id bigint primary key, placed date,"
            + " price numeric(12,2) not null, note text) partition by list (order_id)",
        "create table orders_staging.by_hand partition of orders_staging.orders default",
        "insert into orders_staging.orders values (99, null, 9.90, 'old')");
    fixture.run("first").stage();

    assertThat(fixture.load("first").message()).isEmpty();

    assertThat(fixture.rows("select order_id from orders_staging.orders order by 1"))
        .containsExactly("1", "2");
    assertThat(fixture.rows("select order_id from orders_staging.by_hand")).containsExactly("99");
  }

  private void leaveTable(String name, String comment) throws SQLException {
    fixture.execute(
        "set role orders_etl",
        "create table orders_staging." + name + " (order_id bigint)",
        "comment on table orders_staging." + name + " is " + comment);
  }
}
