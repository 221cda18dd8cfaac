package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.staging.InputObject;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Guards against a silent bad day. */
@Tag("servers")
class GuardsTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  private static final String HALF = ", \"maxDropFraction\": 0.5";

  private LoadFixture.Result load(String runId, String... orders) {
    fixture
        .run(runId)
        .definition(TestPipeline.withOrders(HALF))
        .inputs(new InputObject("orders", "s3://b/orders.csv", "\"" + orders.length + "\"", 9))
        .rows("orders", orders)
        .stage();
    return fixture.load(runId);
  }

  @Test
  void refuseALargerFallThanTheContractAllows() throws SQLException {
    load("first", "1,,1,", "2,,1,", "3,,1,", "4,,1,");

    LoadFixture.Result result = load("second", "1,,1,");

    assertThat(result.exitCode()).isEqualTo(65);
    assertThat(result.message())
        .contains("run first")
        .contains("orders: 1 rows, 4 before")
        .contains("maxDropFraction");
    assertThat(fixture.rows("select count(*) from orders_staging.orders")).containsExactly("4");
  }

  @Test
  void acceptAFallWithinTheLimit() {
    load("first", "1,,1,", "2,,1,", "3,,1,", "4,,1,");

    assertThat(load("second", "1,,1,", "2,,1,").exitCode()).isZero();
  }

  @Test
  void letARunThatWasPublishedBeforeBePublishedAgainThoughItHasFewerRows() throws SQLException {
    load("small", "1,,1,");
    load("large", "1,,1,", "2,,1,", "3,,1,", "4,,1,");

    assertThat(fixture.load("small").exitCode()).isZero();
    assertThat(fixture.rows("select count(*) from orders_staging.orders")).containsExactly("1");
  }

  @Test
  void warnWhenEveryInputIsWhatTheLastRunRead() {
    load("first", "1,,1,", "2,,1,");

    assertThat(load("second", "1,,1,", "2,,1,").warnings())
        .anyMatch(warning -> warning.contains("what run first"));
  }

  @Test
  void doNotWarnWhenAnInputIsNew() {
    load("first", "1,,1,", "2,,1,");

    assertThat(load("second", "1,,1,", "2,,1,", "3,,1,").warnings()).isEmpty();
  }

  @Test
  void doNotWarnWhenARunIsCorrected() {
    load("first", "1,,1,", "2,,1,");

    assertThat(load("first", "1,,1,", "5,,1,").warnings()).isEmpty();
  }
}
