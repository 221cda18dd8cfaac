package io.ordersetl.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Gives every test method an empty bucket of its own.
 *
 * <pre>{@code
 * @Tag("servers")
 * class ExtractTest {
 *   @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();
 * }
 * }</pre>
 *
 * <p>The server is one for the JVM. It is embedded by default; with {@code
 * -Dorders-etl.test.servers=containers}, as the build's second test execution has it, it is a
 * container of {@code $TEST_S3_IMAGE} (default {@code versity/versitygw:v1.8.0}, or another image
 * whose entry point takes {@code posix /data} and that listens on port 7070). Where no Docker
 * engine answers, or the image is neither there nor can be pulled, the test is skipped with the
 * reason; with {@code -Dorders-etl.containers.required=true} it fails instead.
 */
public final class ObjectStoreExtension implements BeforeEachCallback, AfterEachCallback {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private ObjectStoreServer server;
  private S3Client client;
  private String bucket;

  /** Registered by {@code @RegisterExtension}, as a static field or not. */
  public ObjectStoreExtension() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    ServersTag.require(context);
    server = ObjectStoreServer.shared();
    client = server.client();
    bucket = "test-" + COUNT.incrementAndGet();
    client.createBucket(request -> request.bucket(bucket));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (client == null) {
      return; // skipped: there never was a server
    }
    list("").forEach(this::delete);
    client.close();
    client = null;
  }

  /** The test's bucket. */
  public String bucket() {
    return bucket;
  }

  /** An {@code s3://} URI in the test's bucket. */
  public String uri(String key) {
    return "s3://" + bucket + "/" + key;
  }

  /** A client for whatever the methods here do not offer; closed after the test. */
  public S3Client client() {
    return client;
  }

  /**
   * The variables with which a task finds the server and its three prefixes in this test's bucket:
   * {@code orders_data}, {@code staging} and {@code analytics_export}.
   */
  public Map<String, String> environment() {
    return Map.of(
        "S3_ENDPOINT", server.endpoint().toString(),
        "AWS_REGION", server.region(),
        "AWS_ACCESS_KEY_ID", server.accessKey(),
        "AWS_SECRET_ACCESS_KEY", server.secretKey(),
        "SOURCE_URI", uri("orders_data"),
        "STAGING_URI", uri("staging"),
        "EXPORT_URI", uri("analytics_export"));
  }

  /** Writes an object and returns its ETag. */
  public String put(String key, byte[] content) {
    return client
        .putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content))
        .eTag();
  }

  /** Writes an object as UTF-8 and returns its ETag. */
  public String put(String key, String content) {
    return put(key, content.getBytes(UTF_8));
  }

  /** An object's bytes. */
  public byte[] get(String key) {
    return client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
  }

  /** An object's content, read as UTF-8. */
  public String text(String key) {
    return new String(get(key), UTF_8);
  }

  /** All keys under a prefix, in key order. */
  public List<String> list(String prefix) {
    return client
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  /** Deletes an object, where there is one. */
  public void delete(String key) {
    client.deleteObject(request -> request.bucket(bucket).key(key));
  }
}
