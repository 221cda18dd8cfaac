package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.config.Environment;
import io.ordersetl.load.publish.LoadLock;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.postgres.WarehouseSettings;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two loads at once. */
@Tag("servers")
class LoadLockTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  @Test
  void stopsWhenAnotherLoadGoesOnForTooLong() throws SQLException {
    fixture.run("second").stage();
    Warehouse other =
        new Warehouse(
            WarehouseSettings.from(new Environment(warehouse.environment())),
            "orders-etl load the-first-run");
    try (LoadLock lock = LoadLock.take(other, Duration.ZERO)) {
      assertThat(lock.session()).isNotNull();

      LoadFixture.Result result = fixture.load("second", "LOCK_WAIT_SECONDS", "1");

      assertThat(result.exitCode()).isEqualTo(75);
      assertThat(result.message())
          .contains("orders-etl load the-first-run (server process")
          .contains("connected since 20")
          .contains("LOCK_WAIT_SECONDS");
      assertThat(fixture.rows("select 1 from pg_namespace where nspname like 'orders%'")).isEmpty();
    }

    assertThat(fixture.load("second", "LOCK_WAIT_SECONDS", "1").exitCode()).isZero();
  }

  @Test
  void isNotInTheWayOfOtherSchemas() throws SQLException {
    fixture.run("second").stage();
    Warehouse other =
        new Warehouse(
            WarehouseSettings.from(new Environment(warehouse.environment())), "another team");
    try (LoadLock lock = LoadLock.take(other, Duration.ZERO)) {
      assertThat(lock.session()).isNotNull();

      LoadFixture.Result result =
          fixture.load(
              "second",
              "LOCK_WAIT_SECONDS",
              "0",
              "POSTGRES_STAGING_SCHEMA",
              "Team \"B\"",
              "POSTGRES_ANALYTICS_SCHEMA",
              "b'; drop table x; --");

      assertThat(result.message()).isEmpty();
    }
    assertThat(fixture.rows("select count(*) from \"Team \"\"B\"\"\".orders")).containsExactly("2");
    assertThat(fixture.rows("select count(*) from \"b'; drop table x; --\".totals"))
        .containsExactly("1");
  }

  @Test
  void letsTwoLoadsPublishOneAfterTheOther() throws Exception {
    fixture.run("first").stage();
    fixture.run("second").stage();

    CompletableFuture<LoadFixture.Result> first =
        CompletableFuture.supplyAsync(() -> fixture.load("first"));
    CompletableFuture<LoadFixture.Result> second =
        CompletableFuture.supplyAsync(() -> fixture.load("second"));

    assertThat(first.get(60, TimeUnit.SECONDS).message()).isEmpty();
    assertThat(second.get(60, TimeUnit.SECONDS).message()).isEmpty();
    assertThat(fixture.rows("select run_id from orders_staging.publications"))
        .containsExactlyInAnyOrder("first", "second");
    assertThat(fixture.rows("select count(*) from orders_staging.orders")).containsExactly("2");
  }
}
