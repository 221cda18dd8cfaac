package io.ordersetl.extract;

import io.ordersetl.config.Environment;
import io.ordersetl.config.Limits;
import io.ordersetl.config.RunSettings;
import io.ordersetl.objectstore.ObjectStoreSettings;
import io.ordersetl.objectstore.ObjectUri;
import io.ordersetl.postgres.WarehouseSettings;
import java.util.Map;
import java.util.Optional;

/** Everything extract-task is told. */
record ExtractSettings(
    RunSettings run,
    Limits limits,
    ObjectUri sourceUri,
    ObjectUri stagingUri,
    Optional<String> pipelineUri,
    Servers servers) {

  /** The servers it reads from and stages to. */
  record Servers(
      ObjectStoreSettings source, ObjectStoreSettings staging, WarehouseSettings warehouse) {}

  static ExtractSettings from(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    ExtractSettings settings =
        new ExtractSettings(
            RunSettings.from(environment),
            Limits.from(environment),
            environment.required("SOURCE_URI", ObjectUri::parse),
            environment.required("STAGING_URI", ObjectUri::parse),
            environment.optional("PIPELINE_URI", ExtractSettings::pipelineUri),
            new Servers(
                ObjectStoreSettings.source(environment),
                ObjectStoreSettings.staging(environment),
                WarehouseSettings.from(environment)));
    environment.refuseProblems();
    return settings;
  }

  /** A folder as it is; of what looks like a URI, one that is in S3. */
  private static String pipelineUri(String text) {
    return text.contains("://") ? ObjectUri.parse(text).toString() : text;
  }
}
