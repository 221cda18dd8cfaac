package io.ordersetl.load;

import io.ordersetl.config.Environment;
import io.ordersetl.config.Limits;
import io.ordersetl.config.RunSettings;
import io.ordersetl.objectstore.ObjectStoreSettings;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.postgres.WarehouseSettings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What the load is told.
 *
 * @param threads how many tables are loaded side by side, each by a connection of its own
 * @param keepRuns how many runs' staging and rejected rows are kept
 */
record LoadSettings(
    RunSettings run,
    WarehouseSettings warehouse,
    ObjectStoreSettings objectStore,
    Places places,
    Waits waits,
    int threads,
    int keepRuns) {
  private static final Pattern EXPORT_ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.=-]{0,127}");

  /**
   * Where the load reads and writes objects.
   *
   * @param staging the prefix that holds all runs' folders
   * @param exports the folder of this pipeline's exports
   */
  record Places(ObjectUri staging, ObjectUri exports) {}

  /**
   * How long the load waits for others.
   *
   * @param otherLoad for another load of the same warehouse to end
   * @param readers for long readers to let go of the tables that are switched
   */
  record Waits(Duration otherLoad, Duration readers) {}

  static LoadSettings from(Environment environment) {
    ObjectUri staging = environment.required("STAGING_URI", ObjectUri::parse);
    ObjectUri exports = environment.required("EXPORT_URI", ObjectUri::parse);
    String exportId =
        environment.optional("EXPORT_ID", LoadSettings::exportId).orElse("orders_etl");
    LoadSettings settings =
        new LoadSettings(
            RunSettings.from(environment),
            WarehouseSettings.from(environment),
            ObjectStoreSettings.staging(environment),
            new Places(staging, exports == null ? null : exports.resolve(exportId)),
            new Waits(
                seconds(environment, "LOCK_WAIT_SECONDS", 300),
                seconds(environment, "PUBLISH_WAIT_SECONDS", 600)),
            Limits.from(environment).threads(),
            environment.integer("KEEP_RUNS", 14, 1, 100_000));
    environment.refuseProblems();
    return settings;
  }

  private static Duration seconds(Environment environment, String name, int byDefault) {
    return Duration.ofSeconds(environment.integer(name, byDefault, 0, 86_400));
  }

  private static String exportId(String text) {
    if (!EXPORT_ID.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "expected letters, digits and _ . = - (the name of a folder), found '" + text + "'");
    }
    return text;
  }
}
