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

/** What happens when a run is loaded that was loaded before. */
@Tag("servers")
class RepeatedLoadTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  private static final String PUBLICATIONS =
      "select run_id from orders_staging.publications order by id";

  @Test
  void publishesTheSameContentOnce() throws SQLException {
    fixture.run("first").rejects("first,orders,o.csv,3,40,price,type,x,x").stage();
    fixture.load("first");
    List<String> partitions = fixture.rows(LoadFixture.PARTITIONS);

    LoadFixture.Result result = fixture.load("first");

    assertThat(result.status()).isEqualTo("unchanged");
    assertThat(result.json().get("datasets").get(0).get("rows_published").asInt()).isEqualTo(2);
    assertThat(fixture.rows(LoadFixture.PARTITIONS)).isEqualTo(partitions);
    assertThat(fixture.rows(PUBLICATIONS)).containsExactly("first");
    assertThat(fixture.rows("select count(*) from orders_staging.rejected_rows"))
        .containsExactly("1");
  }

  @Test
  void publishesChangedContentOfTheSameRun() throws SQLException {
    fixture.run("first").rejects("first,orders,o.csv,3,40,price,type,x,x").stage();
    fixture.load("first");
    fixture.run("first").rows("orders", "3,,3.00,mended").rows("totals", "2026-11-22,1").stage();

    LoadFixture.Result result = fixture.load("first");

    assertThat(result.status()).isEqualTo("succeeded");
    assertThat(fixture.rows("select order_id from orders_staging.orders")).containsExactly("3");
    assertThat(fixture.rows("select orders from orders_analytics.totals")).containsExactly("1");
    assertThat(fixture.rows("select * from orders_staging.rejected_rows")).isEmpty();
    assertThat(fixture.rows(PUBLICATIONS)).containsExactly("first", "first");
  }

  @Test
  void isTheWayBackAfterABadDay() throws SQLException {
    fixture.run("good").stage();
    fixture.load("good");
    fixture.run("bad").rows("orders", "9,,9.00,").stage();
    fixture.load("bad");

    LoadFixture.Result result = fixture.load("good");

    assertThat(result.status()).isEqualTo("succeeded");
    assertThat(fixture.rows("select order_id from orders_staging.orders order by 1"))
        .containsExactly("1", "2");
    assertThat(fixture.rows(PUBLICATIONS)).containsExactly("good", "bad", "good");
  }

  @Test
  void publishesAgainWhatSomeoneDropped() throws SQLException {
    fixture.run("first").stage();
    fixture.load("first");
    fixture.execute("drop table orders_analytics.totals", "drop table orders_staging.reviews");

    LoadFixture.Result result = fixture.load("first");

    assertThat(result.status()).isEqualTo("succeeded");
    assertThat(fixture.rows("select orders from orders_analytics.totals")).containsExactly("2");
    assertThat(fixture.rows("select count(*) from orders_staging.reviews")).containsExactly("2");
  }
}
