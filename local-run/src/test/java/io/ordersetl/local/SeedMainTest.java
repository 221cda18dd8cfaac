package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the replica's servers hold after its start. */
@Tag("servers")
class SeedMainTest {
  private static final Clock TODAY =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);

  @RegisterExtension final ObjectStoreExtension objects = new ObjectStoreExtension();
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();

  @BeforeEach
  void makeEmptyDimensions() throws SQLException {
    execute(
        "create schema if_common",
        "create table if_common.dim_dates (calendar_dt date primary key, year_num integer,"
            + " month_of_the_year_num integer, day_of_the_month_num integer,"
            + " day_of_the_week_num integer, working_day boolean)",
        "create table if_common.dim_products (product_id bigint primary key,"
            + " product_category text, product_name text)",
        "grant insert on all tables in schema if_common to "
            + warehouse.environment().get("POSTGRES_USERNAME"));
  }

  @Test
  void fillsWhatIsEmpty() throws SQLException {
    assertThat(seed(Map.of("SAMPLE_ORDERS", "1000"))).isZero();

    assertThat(objects.list("orders_data/"))
        .containsExactly(
            "orders_data/orders.csv",
            "orders_data/reviews.csv",
            "orders_data/shipment_deliveries.csv");
    assertThat(objects.text("orders_data/shipment_deliveries.csv").lines()).hasSize(1001);
    assertThat(count("if_common.dim_dates")).isEqualTo(365 * 4 + 1);
    assertThat(count("if_common.dim_products")).isEqualTo(25);
  }

  @Test
  void leavesWhatIsThere() throws SQLException {
    objects.put("orders_data/orders/2026-11.csv", "mine");
    execute("insert into if_common.dim_products values (7, 'mine', 'mine')");

    assertThat(seed(Map.of())).isZero();

    assertThat(objects.list("orders_data/")).containsExactly("orders_data/orders/2026-11.csv");
    assertThat(count("if_common.dim_products")).isEqualTo(1);
    assertThat(count("if_common.dim_dates")).isPositive();
  }

  @Test
  void endsWith78WhereAVariableIsMissing() {
    assertThat(SeedMain.run(Map.of(), TODAY)).isEqualTo(78);
  }

  private int seed(Map<String, String> variables) {
    Map<String, String> environment = new TreeMap<>(objects.environment());
    environment.putAll(warehouse.environment());
    environment.put("SOURCE_URI", objects.uri("orders_data"));
    environment.putAll(variables);
    return SeedMain.run(environment, TODAY);
  }

  private int count(String table) throws SQLException {
    try (Connection connection = warehouse.connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = warehouse.connection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
