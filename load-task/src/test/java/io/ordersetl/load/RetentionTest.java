package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.config.Environment;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectStoreSettings;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long the staging and the rejected rows of runs are kept. */
@Tag("servers")
class RetentionTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  private void load(String runId, String... variables) {
    fixture
        .run(runId)
        .rejects(runId + ",orders,o.csv,3,40,price,type,x,x")
        .rows("totals", "2026-11-22,2")
        .stage();
    assertThat(fixture.load(runId, variables).message()).isEmpty();
  }

  /** Servers tell the time of a change in whole seconds: what follows is to be younger. */
  private void awaitNextSecond() {
    Instant before = probe();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!probe().isAfter(before)) {
      assertThat(System.nanoTime()).as("time goes by").isLessThan(deadline);
    }
  }

  private Instant probe() {
    objectStore.put("probe", "x");
    try (ObjectStore store =
        ObjectStore.connect(
            ObjectStoreSettings.staging(new Environment(objectStore.environment())))) {
      return store.list(ObjectUri.parse(objectStore.uri("probe"))).get(0).lastModified();
    }
  }

  private Set<String> runs() {
    return objectStore.list("staging/").stream()
        .map(key -> key.split("/", -1)[1])
        .collect(Collectors.toSet());
  }

  @Test
  void coversTheNewestRuns() throws SQLException {
    load("one");
    load("two");
    awaitNextSecond();
    objectStore.put("staging/failed/extract/half.csv", "x");
    load("three");
    awaitNextSecond();

    load("four", "KEEP_RUNS", "3");

    assertThat(runs()).containsExactlyInAnyOrder("failed", "three", "four");
    assertThat(fixture.rows("select run_id from orders_staging.rejected_rows order by 1"))
        .containsExactly("four", "three");
  }

  @Test
  void endsForFailedRunsToo() {
    objectStore.put("staging/failed/extract/half.csv", "x");
    awaitNextSecond();
    load("one");
    load("two", "KEEP_RUNS", "2");

    assertThat(runs()).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void neverEndsForTheRunThatGoesOn() {
    load("old");
    awaitNextSecond();
    load("new");

    load("old", "KEEP_RUNS", "1");

    assertThat(runs()).containsExactly("old");
  }

  @Test
  void concernsNothingButRuns() {
    objectStore.put("staging/notes/readme.txt", "not a run");
    objectStore.put("staging/mixed/extract/a.csv", "x");
    objectStore.put("staging/mixed/pictures/a.png", "x");
    objectStore.put("staging/loose.txt", "x");
    load("one");

    load("two", "KEEP_RUNS", "1");

    assertThat(runs()).containsExactlyInAnyOrder("notes", "mixed", "loose.txt", "two");
  }

  @Test
  void knowsRunsByTheirKeys() throws SQLException {
    load("scheduled__2026-11-22T09:00:00+00:00");

    load("another");

    assertThat(fixture.rows("select run_id from orders_staging.rejected_rows order by 1"))
        .containsExactly("another", "scheduled__2026-11-22T09:00:00+00:00");
  }
}
