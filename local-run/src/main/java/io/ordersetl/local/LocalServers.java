package io.ordersetl.local;

import io.ordersetl.config.Environment;
import io.ordersetl.embedded.EmbeddedObjectStore;
import io.ordersetl.embedded.EmbeddedWarehouse;
import io.ordersetl.embedded.PostgresTuning;
import io.ordersetl.objectstore.ObjectStore;
import io.ordersetl.objectstore.ObjectStoreSettings;
import io.ordersetl.objectstore.ObjectUri;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The two servers of a run, with what the pipeline finds there in life: a bucket, a role. */
public final class LocalServers {

  private static final ObjectUri BUCKET = new ObjectUri("orders-data", "");

  private final EmbeddedObjectStore objectStore;
  private final LocalWarehouse warehouse;
  private final ObjectStore client;

  private LocalServers(
      EmbeddedObjectStore objectStore, LocalWarehouse warehouse, ObjectStore client) {
    this.objectStore = objectStore;
    this.warehouse = warehouse;
    this.client = client;
  }

  /** Starts both over folders below the given one. */
  public static LocalServers start(Path folder, PostgresTuning tuning, Shutdown shutdown)
      throws Exception {
    EmbeddedWarehouse postgres =
        shutdown.open(() -> EmbeddedWarehouse.start(folder.resolve("postgres"), tuning));
    EmbeddedObjectStore objectStore =
        shutdown.open(() -> EmbeddedObjectStore.start(folder.resolve("s3")));
    objectStore.createBucket(BUCKET.bucket());
    ObjectStore client =
        shutdown.open(
            () ->
                ObjectStore.connect(
                    ObjectStoreSettings.staging(new Environment(objectStoreAccess(objectStore)))));
    return new LocalServers(objectStore, LocalWarehouse.prepare(postgres), client);
  }

  public LocalWarehouse warehouse() {
    return warehouse;
  }

  /** A client of the S3 server. */
  public ObjectStore client() {
    return client;
  }

  /** The prefix under which the sources lie. */
  public ObjectUri source() {
    return BUCKET.resolve("orders_data");
  }

  /** The environment variables by which a task finds its way to the servers. */
  public Map<String, String> environment() {
    Map<String, String> variables = new TreeMap<>(objectStoreAccess(objectStore));
    variables.putAll(warehouse.environment());
    variables.put("SOURCE_URI", source().toString());
    variables.put("STAGING_URI", BUCKET.resolve("staging").toString());
    variables.put("EXPORT_URI", BUCKET.resolve("analytics_export").toString());
    return variables;
  }

  private static Map<String, String> objectStoreAccess(EmbeddedObjectStore store) {
    return Map.of(
        "S3_ENDPOINT", store.endpoint().toString(),
        "AWS_REGION", store.region(),
        "AWS_ACCESS_KEY_ID", store.accessKey(),
        "AWS_SECRET_ACCESS_KEY", store.secretKey());
  }

  /** How a person connects to both, with commands to paste. */
  String connectionSettings() {
    return """
        PostgreSQL, as the pipeline's role:
          %s
        S3, bucket %s:
          export AWS_ENDPOINT_URL=%s AWS_REGION=%s
          export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s
          aws s3 ls --recursive %s
        """
        .formatted(
            warehouse.psql(),
            BUCKET.bucket(),
            objectStore.endpoint(),
            objectStore.region(),
            objectStore.accessKey(),
            objectStore.secretKey(),
            BUCKET);
  }
}
