package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What readers see and how long they wait while a run is published. */
@Tag("servers")
class ReadersTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  private static final int RUNS = 6;
  private static final String SEEN =
      """
      select (select count(*) from orders_staging.orders),
        (select min(note) from orders_staging.orders),
        (select max(note) from orders_staging.orders),
        (select count(*) from orders_staging.reviews),
        (select max(review) from orders_staging.reviews),
        (select orders from orders_analytics.totals where ingestion_date = '2026-11-22')
      """;

  /** The same figures, but the tables are asked for the other way round. */
  private static final String SEEN_BACKWARDS =
      """
      select o.rows, o.first, o.last, r.rows, r.last, t.orders
      from orders_analytics.totals t
      cross join (select count(*) as rows, max(review) as last from orders_staging.reviews) as r
      cross join (select count(*) as rows, min(note) as first, max(note) as last
        from orders_staging.orders) as o
      where t.ingestion_date = '2026-11-22'
      """;

  /** A run whose number is in every table. */
  private void publish(int number) {
    String[] orders = new String[1000 + number];
    for (int i = 0; i < orders.length; i++) {
      orders[i] = i + ",,1.00," + number;
    }
    fixture
        .run("run-" + number)
        .rows("orders", orders)
        .rows("reviews", number + ",1")
        .rows("totals", "2026-11-22," + number)
        .stage();
    assertThat(fixture.load("run-" + number).message()).isEmpty();
  }

  @Test
  void seeOneRunOrTheNextInEveryStatement() throws Exception {
    publish(1);
    ConcurrentSkipListSet<String> seen = new ConcurrentSkipListSet<>();
    AtomicBoolean done = new AtomicBoolean();
    List<CompletableFuture<Void>> readers =
        Stream.of(SEEN, SEEN_BACKWARDS)
            .map(query -> CompletableFuture.runAsync(() -> readUntil(done, query, seen)))
            .toList();

    for (int number = 2; number <= RUNS; number++) {
      publish(number);
    }
    done.set(true);
    for (CompletableFuture<Void> reader : readers) {
      reader.get(30, TimeUnit.SECONDS);
    }

    assertThat(seen)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, RUNS)
                .mapToObj(n -> "%d|%d|%d|1|%d|%d".formatted(1000 + n, n, n, n, n))
                .toList());
  }

  private void readUntil(AtomicBoolean done, String query, ConcurrentSkipListSet<String> seen) {
    try (Connection connection = warehouse.connection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      while (!done.get()) {
        try (ResultSet result = statement.executeQuery()) {
          result.next();
          seen.add(LoadFixture.row(result));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void holdUpThePublicationUntilTheyAreDone() throws Exception {
    publish(1);
    try (Connection reader = warehouse.connection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("select count(*) from orders_staging.orders").close();
      CompletableFuture<Void> second = CompletableFuture.runAsync(() -> publish(2));
      awaitTries();

      assertThat(second).isNotDone();
      assertThat(LoadFixture.rows(statement, SEEN)).containsExactly("1001|1|1|1|1|1");

      reader.commit();
      second.get(30, TimeUnit.SECONDS);
    }
    assertThat(fixture.rows(SEEN)).containsExactly("1002|2|2|1|2|2");
  }

  /** The second run has loaded its tables and has been seen to ask for the lock. */
  private void awaitTries() throws SQLException {
    String waiting =
        "select 1 from pg_stat_activity where application_name = 'orders-etl load run-2'"
            + " and query like 'lock table%access exclusive%'";
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (fixture.rows(waiting).isEmpty()) {
      assertThat(System.nanoTime()).as("the load tries to switch").isLessThan(deadline);
    }
  }

  @Test
  void areNotKeptWaitingForAnIndexThatIsNew() throws Exception {
    publish(1);
    fixture.run("run-2").rows("orders", "9,,9.00,").stage();
    CompletableFuture<LoadFixture.Result> second;
    try (Connection reader = warehouse.connection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.executeQuery("select count(*) from orders_staging.orders").close();
      second = CompletableFuture.supplyAsync(() -> fixture.load("run-2"));
      awaitTries();

      fixture.execute("create index on orders_staging.orders (note)");

      reader.commit();
    }
    assertThat(second.get(30, TimeUnit.SECONDS).exitCode()).isEqualTo(75);
    assertThat(second.get().message()).contains("was changed while its rows were being loaded");
    assertThat(fixture.rows(SEEN)).containsExactly("1001|1|1|1|1|1");
    assertThat(fixture.load("run-2").message()).isEmpty();
  }

  @Test
  void areNamedWhenTheyHoldUpThePublicationForTooLong() throws SQLException {
    publish(1);
    fixture.run("run-2").rows("orders", "9,,9.00,").stage();
    try (Connection reader = warehouse.connection();
        Statement statement = reader.createStatement()) {
      reader.setAutoCommit(false);
      statement.execute("set application_name = 'monthly report'");
      statement.executeQuery("select count(*) from orders_staging.orders").close();

      LoadFixture.Result result = fixture.load("run-2", "PUBLISH_WAIT_SECONDS", "1");

      assertThat(result.exitCode()).isEqualTo(75);
      assertThat(result.message()).contains("monthly report (user postgres, server process");
      reader.commit();
    }
    assertThat(fixture.rows(SEEN)).containsExactly("1001|1|1|1|1|1");
    assertThat(fixture.rows(LoadFixture.PARTITIONS)).hasSize(2);
  }
}
