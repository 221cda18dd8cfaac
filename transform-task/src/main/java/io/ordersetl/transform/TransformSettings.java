package io.ordersetl.transform;

import io.ordersetl.config.Environment;
import io.ordersetl.config.Limits;
import io.ordersetl.config.RunSettings;
import io.ordersetl.objectstore.ObjectStoreSettings;
import io.ordersetl.objectstore.ObjectUri;
import java.util.Map;

/** Everything transform-task is told. */
record TransformSettings(
    RunSettings run, Limits limits, ObjectUri stagingUri, ObjectStoreSettings objectStore) {

  static TransformSettings from(Map<String, String> variables) {
    Environment environment = new Environment(variables);
    TransformSettings settings =
        new TransformSettings(
            RunSettings.from(environment),
            Limits.from(environment),
            environment.required("STAGING_URI", ObjectUri::parse),
            ObjectStoreSettings.staging(environment));
    environment.refuseProblems();
    return settings;
  }
}
