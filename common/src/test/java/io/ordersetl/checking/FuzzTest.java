package io.ordersetl.checking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.testing.WarehouseExtension;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The short form of fuzzing, a fixed number of executions with a fixed seed. {@code make fuzz} runs
 * it for as long and with the seed one likes.
 */
@Tag("servers")
class FuzzTest {
  private static final Logger log = LoggerFactory.getLogger(FuzzTest.class);
  private static final int SHORT_FORM = 3_000;
  private static final int ENOUGH_DIFFERENCES = 5;

  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();

  @Test
  void findsNoDifferenceBetweenTheProductAndItsJudges() throws SQLException, IOException {
    long seed = Long.getLong("orders-etl.fuzz.seed", 20261122);
    long seconds = Long.getLong("orders-etl.fuzz.seconds", 0);
    try (Connection connection = warehouse.connection()) {
      Fuzz fuzz = new Fuzz(seed, connection);
      Instant end = Instant.now().plus(Duration.ofSeconds(seconds));
      while (fuzz.differences().size() < ENOUGH_DIFFERENCES
          && (seconds > 0 ? Instant.now().isBefore(end) : fuzz.executions() < SHORT_FORM)) {
        fuzz.round();
      }
      log.info("fuzzing with seed {}: {}", seed, fuzz.summary());
      assertThat(fuzz.differences()).as("seed %d", seed).isEmpty();
    }
  }
}
