package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

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
