package io.ordersetl.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.config.Limits;
import io.ordersetl.dataset.PipelineDefinition;
import io.ordersetl.staging.PipelineFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
  private static final PipelineDefinition SHIPPED = PipelineFiles.read(Optional.empty(), null);

  @TempDir Path directory;

  /** The numbers at which both joins of the model just fit into the least memory, one by one. */
  @ParameterizedTest
  @ValueSource(ints = {1_100_000, 1_250_000, 1_400_000})
  void runsAModelWhoseJoinsFitIntoMemoryOnlyOneByOne(int orders) {
    try (Scratch scratch = Scratch.in(directory);
        Engine engine = Engine.open(scratch, new Limits(0, 0, 2, directory))) {
      fill(engine, orders);

      engine.execute("running it", "create table result as " + sql("agg_shipments"));

      assertThat(engine.sample("result", 1))
          .containsExactly(
              "ingestion_date=2026-11-22, tt_late_shipments=0, tt_undelivered_items=" + orders / 8);
    }
  }

  private static String sql(String model) {
    return SHIPPED.models().stream()
        .filter(found -> found.name().equals(model))
        .findFirst()
        .orElseThrow()
        .sql();
  }

  private static void fill(Engine engine, int orders) {
    engine.execute("the run", "create table run as select date '2026-11-22' as as_of_date");
    engine.execute(
        "orders",
        """
        create table orders as select range as order_id,
          cast(date '2026-01-01' + cast(range %% 300 as integer) as date) as order_date
        from range(%d)"""
            .formatted(orders));
    engine.execute(
        "shipments, of which every eighth waits",
        """
        create table shipment_deliveries as select order_id,
          case when order_id % 8 > 0 then order_date + 1 end as shipment_date,
          case when order_id % 10 > 0 and order_id % 8 > 0 then order_date + 2 end as delivery_date
        from orders""");
  }
}
