package io.ordersetl.local;

import io.ordersetl.config.Environment;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectStoreSettings;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.postgres.Warehouse;
import io.ordersetl.postgres.WarehouseSettings;
import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.task.ExitCode;
import io.ordersetl.task.TaskFailure;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Gives servers that were just made the sample shop's data: the source objects, the dimensions'
 * rows. What holds something already is left as it is, so it may run at every start.
 *
 * <p>It reads the variables of the tasks, and {@code SAMPLE_ORDERS}, the number of orders.
 */
public final class SeedMain {

  private static final int DEFAULT_ORDERS = 10_000;
  private static final int MOST_ORDERS = 100_000_000;

  private SeedMain() {}

  public static void main(String[] arguments) {
    System.exit(run(System.getenv(), Clock.systemUTC()));
  }

  static int run(Map<String, String> variables, Clock clock) {
    try {
      seed(new Environment(variables), LocalDate.now(clock));
      return 0;
    } catch (TaskFailure e) {
      System.err.println("seed: " + e.getMessage());
      return e.exitCode().status();
    } catch (Exception e) {
      System.err.println("seed: this is a bug, please report it");
      e.printStackTrace();
      return ExitCode.BUG.status();
    }
  }

  private static void seed(Environment environment, LocalDate today) throws Exception {
    ObjectStoreSettings objects = ObjectStoreSettings.staging(environment);
    WarehouseSettings warehouse = WarehouseSettings.from(environment);
    ObjectUri source = environment.required("SOURCE_URI", ObjectUri::parse);
    int orders = environment.integer("SAMPLE_ORDERS", DEFAULT_ORDERS, 1, MOST_ORDERS);
    environment.refuseProblems();
    try (ObjectStore store = ObjectStore.connect(objects)) {
      SampleSeed sample = new SampleSeed(today, orders);
      new FirstFill(sample, System.err)
          .objects(store, source)
          .dimensions(
              new Warehouse(warehouse, "orders-etl seed"),
              PipelineFiles.read(Optional.empty(), store).dimensions());
    }
  }
}
