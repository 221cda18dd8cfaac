package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A load that must not touch anything. */
@Tag("servers")
class DryRunTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  private static final String EVERYTHING =
      "select c.oid, c.relname, c.relfilenode from pg_class c"
          + " join pg_namespace n on n.oid = c.relnamespace where n.nspname like 'orders%'"
          + " union all select oid, nspname, 0 from pg_namespace where nspname like 'orders%'"
          + " order by 1";

  @Test
  void createsNothing() throws SQLException {
    fixture.run("first").stage();
    List<String> objects = objectStore.list("");

    LoadFixture.Result result = fixture.load("first", "DRY_RUN", "true");

    assertThat(result.message()).isEmpty();
    assertThat(result.status()).isEqualTo("dry_run");
    assertThat(result.json().get("datasets").get(0).get("rows_read").asInt()).isEqualTo(2);
    assertThat(result.json().get("datasets").get(0).get("rows_published").asInt()).isZero();
    assertThat(fixture.rows(EVERYTHING)).isEmpty();
    assertThat(objectStore.list("")).isEqualTo(objects);
  }

  @Test
  void changesNothingThatIsThere() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");
    fixture.run("second").rows("orders", "7,,7.00,").stage();
    List<String> tables = fixture.rows(EVERYTHING);
    List<String> objects = objectStore.list("");

    assertThat(fixture.load("second", "DRY_RUN", "true").status()).isEqualTo("dry_run");

    assertThat(fixture.rows(EVERYTHING)).isEqualTo(tables);
    assertThat(fixture.rows("select order_id from orders_staging.orders order by 1"))
        .containsExactly("1", "2");
    assertThat(objectStore.list("")).isEqualTo(objects);
  }

  @Test
  void findsRowsThatDoNotFit() {
    fixture.run("first").rows("orders", "1,,1.00,", "1,,2.00,").stage();

    LoadFixture.Result result = fixture.load("first", "DRY_RUN", "true");

    assertThat(result.exitCode()).isEqualTo(65);
    assertThat(result.message()).contains("(1)");
  }

  @Test
  void findsRowsThatTheTableRefuses() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");
    fixture.execute("alter table orders_staging.orders add check (price < 5)");
    fixture.run("second").rows("orders", "7,,7.00,").stage();

    assertThat(fixture.load("second", "DRY_RUN", "true").exitCode()).isEqualTo(65);
  }

  @Test
  void findsATableThatCantBeServed() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");
    fixture.execute("alter table orders_analytics.totals drop column orders");

    assertThat(fixture.load("first", "DRY_RUN", "true").exitCode()).isEqualTo(78);
  }

  @Test
  void saysWhenTheRowsWereNotTried() throws SQLException {
    fixture.run("first").stage();
    fixture.execute(
        "revoke temporary on database " + warehouse.database() + " from orders_etl, public");

    LoadFixture.Result result = fixture.load("first", "DRY_RUN", "true");

    assertThat(result.exitCode()).isZero();
    assertThat(result.warnings()).anyMatch(warning -> warning.contains("were not tried"));
  }
}
