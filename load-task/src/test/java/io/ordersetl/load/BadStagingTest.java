package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Staged objects that are not what the manifest promises: nothing is published. */
@Tag("servers")
class BadStagingTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  @BeforeEach
  void publishSomething() {
    fixture.run("before").stage();
    fixture.load("before");
  }

  private void assertNothingChanged() throws SQLException {
    assertThat(fixture.rows("select order_id from orders_staging.orders order by 1"))
        .containsExactly("1", "2");
    assertThat(fixture.rows("select orders from orders_analytics.totals")).containsExactly("2");
    assertThat(fixture.rows("select run_id from orders_staging.publications"))
        .containsExactly("before");
    assertThat(fixture.rows(LoadFixture.PARTITIONS))
        .as("no table but the published ones is left")
        .hasSize(2)
        .allMatch(line -> line.endsWith("|t"));
  }

  @Test
  void refusesAPartThatIsNotTheOneListed() throws SQLException {
    fixture.run("bad").rows("orders", "8,,8.00,").rows("reviews", "1,1").stage();
    objectStore.put(
        "staging/bad/transform/orders/part-00000.csv", "order_id,placed,price,note\n9,,9.00,\n");

    LoadFixture.Result result = fixture.load("bad");

    assertThat(result.exitCode()).isEqualTo(65);
    assertThat(result.message())
        .contains("transform/orders/part-00000.csv")
        .contains("is not what its manifest lists");
    assertNothingChanged();
  }

  @Test
  void refusesASmallTablesPartThatIsNotTheOneListed() throws SQLException {
    fixture.run("bad").rows("orders", "8,,8.00,").stage();
    objectStore.put(
        "staging/bad/transform/totals/part-00000.csv", "ingestion_date,orders\n2026-11-22,3\n");

    LoadFixture.Result result = fixture.load("bad");

    assertThat(result.exitCode()).isEqualTo(65);
    assertNothingChanged();
  }

  @Test
  void refusesAHeaderInAnotherOrder() throws SQLException {
    fixture.run("bad").rows("orders", "8,,8.00,").stage();
    objectStore.put("staging/bad/transform/reviews/part-00000.csv", "product_id,review\n5,1\n,2\n");

    LoadFixture.Result result = fixture.load("bad");

    assertThat(result.exitCode()).isEqualTo(65);
    assertThat(result.message()).contains("expected the header 'review,product_id'");
    assertNothingChanged();
  }

  @Test
  void refusesRowsThatTheTableCantTake() throws SQLException {
    fixture.run("bad").rows("orders", "8,,8.00,", "8,,8.00,").stage();

    LoadFixture.Result result = fixture.load("bad");

    assertThat(result.exitCode()).isEqualTo(65);
    assertThat(result.message()).contains("orders_staging.orders").contains("(8)");
    assertNothingChanged();
  }

  @Test
  void refusesRowsOfAnotherDate() throws SQLException {
    fixture.run("bad").rows("totals", "2026-11-21,2").stage();

    LoadFixture.Result result = fixture.load("bad");

    assertThat(result.exitCode()).isEqualTo(65);
    assertThat(result.message())
        .contains("orders_analytics.totals")
        .contains("as-of date 2026-11-22");
    assertNothingChanged();
  }

  @Test
  void saysThatAPartIsMissing() throws SQLException {
    fixture.run("bad").rows("orders", "8,,8.00,").stage();
    objectStore.delete("staging/bad/transform/reviews/part-00000.csv");

    LoadFixture.Result result = fixture.load("bad");

    assertThat(result.exitCode()).isEqualTo(66);
    assertThat(result.message()).contains("transform/reviews/part-00000.csv");
    assertNothingChanged();
  }

  @Test
  void saysThatTheTransformHasNotFinished() {
    LoadFixture.Result result = fixture.load("unknown");

    assertThat(result.exitCode()).isEqualTo(66);
    assertThat(result.message()).contains("staging/unknown/transform/manifest.json");
  }

  @Test
  void refusesAnotherAsOfDate() {
    LoadFixture.Result result = fixture.load("before", "AS_OF_DATE", "2026-11-23");

    assertThat(result.exitCode()).isEqualTo(78);
    assertThat(result.message()).contains("2026-11-23").contains("2026-11-22");
  }
}
