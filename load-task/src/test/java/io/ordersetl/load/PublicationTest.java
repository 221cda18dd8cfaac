package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class PublicationTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  @Test
  void publishesEveryTableInOneRun() throws SQLException {
    fixture
        .run("first")
        .rejects("first,orders,s3://b/o.csv,17,300,price,type,abc,\"9,,abc\"")
        .stage();

    LoadFixture.Result result = fixture.load("first");

    assertThat(result.message()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.status()).isEqualTo("succeeded");
    assertThat(fixture.rows("select * from orders_staging.orders order by order_id"))
        .containsExactly("1|2026-11-01|1.50|null", "2|null|2.00|");
    assertThat(fixture.rows("select * from orders_staging.reviews order by product_id"))
        .containsExactly("5|1", "null|2");
    assertThat(fixture.rows("select * from orders_analytics.totals"))
        .containsExactly("2026-11-22|2");
    assertThat(fixture.rows("select * from orders_staging.rejected_rows"))
        .containsExactly("first|orders|s3://b/o.csv|17|300|price|type|abc|9,,abc");
    assertThat(fixture.rows("select run_id, as_of_date, rows from orders_staging.publications"))
        .containsExactly(
            "first|2026-11-22|{\"flags\": 2, \"orders\": 2, \"totals\": 1, \"reviews\": 2}");
  }

  @Test
  void replacesWhatTheRunBeforePublished() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");
    fixture
        .run("second")
        .asOf("2026-11-23")
        .rows("orders", "7,2026-11-23,7.00,new")
        .rows("totals", "2026-11-23,1")
        .rows("flags", "2026-11-23,any,false")
        .stage();

    LoadFixture.Result result = fixture.load("second");

    assertThat(result.message()).isEmpty();
    assertThat(fixture.rows("select * from orders_staging.orders"))
        .containsExactly("7|2026-11-23|7.00|new");
    assertThat(fixture.rows("select * from orders_analytics.totals order by 1"))
        .containsExactly("2026-11-22|2", "2026-11-23|1");
    assertThat(
            fixture.rows(
                "select relname from pg_class where relname like 'orders\\_\\_%' and relkind = 'r'"))
        .hasSize(1);
  }

  @Test
  void keepsAnEmptyDatasetEmpty() throws SQLException {
    fixture.run("first").rows("orders").rows("flags").stage();

    assertThat(fixture.load("first").message()).isEmpty();

    assertThat(fixture.rows("select * from orders_staging.orders")).isEmpty();
    assertThat(fixture.rows("select * from orders_analytics.flags")).isEmpty();
  }

  @Test
  void describesTheTablesItCreates() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");

    assertThat(
            fixture.rows(
                "select obj_description(t, 'pg_class'), col_description(t, 1)"
                    + " from (values ('orders_staging.orders'::regclass),"
                    + " ('orders_analytics.totals')) as v(t)"))
        .containsExactly(
            "Orders, one row an order.|Identifies the order.", "Totals of a day.|null");
    assertThat(
            fixture.rows(
                "select conrelid::regclass, pg_get_constraintdef(oid) from pg_constraint"
                    + " where contype = 'p' and conrelid in ('orders_staging.orders'::regclass,"
                    + " 'orders_analytics.flags'::regclass) order by 1"))
        .containsExactlyInAnyOrder(
            "orders_staging.orders|PRIMARY KEY (order_id)",
            "orders_analytics.flags|PRIMARY KEY (ingestion_date, name)");
  }

  @Test
  void deletesWhatANewResultOfTheSameDateLacks() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");
    fixture.run("second").rows("flags", "2026-11-22,any,false").stage();

    fixture.load("second");

    assertThat(fixture.rows("select * from orders_analytics.flags"))
        .containsExactly("2026-11-22|any|f");
  }
}
