package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plain table where a parent is needed: the SQL that the load tells makes it one. */
@Tag("servers")
class ConversionTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  @BeforeEach
  void stage() {
    fixture.run("first").stage();
  }

  private String conversion() {
    LoadFixture.Result result = fixture.load("first");
    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.message()).contains("is a plain table");
    String message = result.message();
    return message.substring(message.indexOf("begin;"), message.indexOf("commit;") + 7);
  }

  @Test
  void keepsEverythingThatUsersSee() throws SQLException {
    String analyst = "analyst_" + warehouse.database();
    fixture.execute(
        "create role " + analyst,
        "create schema orders_staging authorization orders_etl",
        "create table public.notes (note text primary key)",
        "insert into public.notes values ('kept'), ('')",
        "grant references on public.notes to orders_etl",
        "set role orders_etl",
        "create table orders_staging.orders (order_id bigint primary key, placed date,"
            + " price numeric(12,2) not null default 1 check (price >= 0),"
            + " note text references public.notes, unique (placed))",
        "create index dear on orders_staging.orders (price) where price > 1",
        "comment on table orders_staging.orders is 'it''s \\ ours'",
        "comment on column orders_staging.orders.note is 'a note'",
        "insert into orders_staging.orders values (77, '2026-01-01', 7.70, 'kept')",
        "grant select on orders_staging.orders to public",
        "grant update (note) on orders_staging.orders to " + analyst + " with grant option",
        "create view orders_staging.\"Dear\" with (security_barrier = true) as"
            + " select order_id from orders_staging.orders where price > 1",
        "grant select on orders_staging.\"Dear\" to " + analyst,
        "create view orders_staging.dearest as select * from orders_staging.\"Dear\"");

    String sql = conversion();
    fixture.execute(sql);

    assertThat(fixture.rows("select order_id, note from orders_staging.orders"))
        .containsExactly("77|kept");
    assertThat(fixture.rows("select order_id from orders_staging.dearest")).containsExactly("77");
    assertThat(fixture.load("first").message()).isEmpty();
    assertThat(fixture.rows("select order_id from orders_staging.dearest order by 1"))
        .containsExactly("1", "2");
    assertThat(fixture.rows("select order_id from orders_staging.orders_before"))
        .containsExactly("77");
    assertThat(
            fixture.rows(
                "select has_table_privilege('%1$s', 'orders_staging.orders', 'select'),"
                        .formatted(analyst)
                    + " has_column_privilege('%1$s', 'orders_staging.orders', 'note', 'update'),"
                        .formatted(analyst)
                    + " has_table_privilege('%1$s', 'orders_staging.\"Dear\"', 'select'),"
                        .formatted(analyst)
                    + " obj_description('orders_staging.orders'::regclass, 'pg_class'),"
                    + " col_description('orders_staging.orders'::regclass, 4),"
                    + " (select reloptions from pg_class where relname = 'Dear'),"
                    + " (select pg_get_userbyid(relowner) from pg_class where relname = 'orders')"))
        .containsExactly("t|t|t|it's \\ ours|a note|{security_barrier=true}|orders_etl");
    assertThat(
            fixture.rows(
                "select pg_get_constraintdef(oid) from pg_constraint"
                    + " where conrelid = 'orders_staging.orders'::regclass"
                    + " and contype in ('p', 'c', 'f', 'u') order by 1"))
        .as("the unique key without the partition's column had to go")
        .containsExactly(
            "CHECK ((price >= (0)::numeric))",
            "FOREIGN KEY (note) REFERENCES notes(note)",
            "PRIMARY KEY (order_id)");
    fixture.execute("drop owned by " + analyst, "drop role " + analyst);
  }

  @Test
  void worksForATableWithoutAKey() throws SQLException {
    fixture.execute(
        "create schema orders_staging authorization orders_etl",
        "set role orders_etl",
        "create table orders_staging.reviews (review integer, product_id bigint)",
        "insert into orders_staging.reviews values (5, null)");

    fixture.execute(conversion());

    assertThat(fixture.load("first").message()).isEmpty();
    assertThat(fixture.rows("select count(*) from orders_staging.reviews")).containsExactly("2");
  }

  @Test
  void tellsWhatItCantCarryOver() throws SQLException {
    fixture.execute(
        "create schema orders_staging authorization orders_etl",
        "set role orders_etl",
        "create table orders_staging.reviews (review integer, product_id bigint)",
        "create materialized view orders_staging.best as select * from orders_staging.reviews",
        "create trigger quiet before update on orders_staging.reviews for each row"
            + " execute function suppress_redundant_updates_trigger()",
        "create policy everyone on orders_staging.reviews using (true)");

    assertThat(conversion())
        .contains("-- orders_staging.best reads the table too")
        .contains("-- the trigger quiet stays")
        .contains("-- the policy everyone stays");
  }
}
