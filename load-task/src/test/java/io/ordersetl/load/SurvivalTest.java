package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What users have made of the published tables is still there after the next publication. */
@Tag("servers")
class SurvivalTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  @BeforeEach
  void publish() {
    fixture.run("first").stage();
    fixture.load("first");
  }

  private void publishAgain() {
    fixture
        .run("second")
        .rows("orders", "7,2026-11-22,7.00,new", "8,,8.00,")
        .rows("totals", "2026-11-22,2")
        .stage();
    assertThat(fixture.load("second").message()).isEmpty();
  }

  @Test
  void keepsViewsGrantsAndComments() throws SQLException {
    String analyst = "analyst_" + warehouse.database();
    fixture.execute(
        "create role " + analyst,
        "grant usage on schema orders_staging to " + analyst,
        "grant select on orders_staging.orders to " + analyst,
        "create view public.dear as select * from orders_staging.orders where price > 5",
        "comment on table orders_staging.orders is 'ours'");

    publishAgain();

    assertThat(fixture.rows("select order_id from public.dear order by 1"))
        .containsExactly("7", "8");
    assertThat(
            fixture.rows(
                "select has_table_privilege('%s', 'orders_staging.orders', 'select'),"
                        .formatted(analyst)
                    + " obj_description('orders_staging.orders'::regclass, 'pg_class')"))
        .containsExactly("t|ours");
    fixture.execute("drop owned by " + analyst, "drop role " + analyst);
  }

  @Test
  void buildsTheUsersIndexesAndConstraintsBeforeTheSwitch() throws SQLException {
    fixture.execute(
        "create table public.notes (note text primary key)",
        "insert into public.notes values (''), ('new')",
        "grant references on public.notes to orders_etl",
        "create index \"by Price\" on orders_staging.orders (price desc) where price > 1",
        "create index on orders_staging.orders using hash (note)",
        "alter table orders_staging.orders add constraint cheap check (price < 100)",
        "alter table orders_staging.orders add unique (order_id, placed)",
        "alter table orders_staging.orders add foreign key (note) references public.notes");

    publishAgain();

    assertThat(
            fixture.rows(
                "select regexp_replace(pg_get_indexdef(indexrelid), '^.* USING ', '')"
                    + " from pg_index join pg_inherits on inhrelid = indrelid"
                    + " where inhparent = 'orders_staging.orders'::regclass"
                    + " order by 1"))
        .containsExactly(
            "btree (order_id)",
            "btree (order_id, placed)",
            "btree (price DESC) WHERE (price > (1)::numeric)",
            "hash (note)");
    assertThat(
            fixture.rows(
                "select contype, pg_get_constraintdef(oid), conparentid <> 0 or not conislocal"
                    + " from pg_constraint where conrelid = (select inhrelid from pg_inherits"
                    + " where inhparent = 'orders_staging.orders'::regclass)"
                    + " and contype in ('c', 'f') order by 1"))
        .containsExactly(
            "c|CHECK ((price < (100)::numeric))|t",
            "f|FOREIGN KEY (note) REFERENCES notes(note)|t");
    assertThat(
            fixture.rows(
                "select a.attrelid::regclass from pg_attribute a"
                    + " join pg_index on indexrelid = a.attrelid"
                    + " join pg_inherits h on h.inhrelid = indrelid and h.xmin = a.xmin"
                    + " where h.inhparent = 'orders_staging.orders'::regclass"))
        .as("indexes that were built by the transaction that switched")
        .isEmpty();
  }

  @Test
  void fillsTheUsersColumnsWithTheirDefaults() throws SQLException {
    fixture.execute(
        "alter table orders_staging.orders add column origin text not null default 'shop',"
            + " add column dear boolean generated always as (price > 7.5) stored,"
            + " add column remark text",
        "alter table orders_analytics.totals add column remark text");

    publishAgain();

    assertThat(fixture.rows("select order_id, origin, dear, remark from orders_staging.orders"))
        .containsExactlyInAnyOrder("7|shop|f|null", "8|shop|t|null");
    assertThat(fixture.rows("select * from orders_analytics.totals"))
        .containsExactly("2026-11-22|2|null");
  }

  @Test
  void hasStatisticsOfTheTablesThatPeopleQuery() throws SQLException {
    String statistics =
        "select distinct inherited from pg_stats"
            + " where schemaname = 'orders_staging' and tablename = 'orders'";
    assertThat(fixture.rows(statistics)).containsExactly("t");
  }

  @Test
  void leavesAutovacuumOnForTheAttachedTable() throws SQLException {
    publishAgain();

    assertThat(
            fixture.rows(
                "select c.reloptions is null, c.relpages > 0 from pg_class c"
                    + " join pg_inherits i on i.inhrelid = c.oid"
                    + " where inhparent = 'orders_staging.orders'::regclass"))
        .as("no storage options; statistics are there")
        .containsExactly("t|t");
  }
}
