package io.ordersetl.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the pipeline asks of an S3 server, asked of the embedded one. */
class EmbeddedObjectStoreTest {

  private static final String BUCKET = "orders-data";
  private static final String KEY = "orders_data/run=1/größe & co.csv";

  @TempDir Path folder;
  private EmbeddedObjectStore store;
  private S3Client client;

  @BeforeEach
  void start() throws Exception {
    store = EmbeddedObjectStore.start(folder);
    store.createBucket(BUCKET);
    client = client(store.secretKey());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    store.close();
  }

  @Test
  void readsBackWhatWasWrittenWholeAndByRange() {
    put(KEY, "one two three");

    assertThat(read(KEY)).isEqualTo("one two three");
    assertThat(
            client
                .getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY).range("bytes=4-6"))
                .asUtf8String())
        .isEqualTo("two");
  }

  @Test
  void refusesToReadAnObjectThatWasReplaced() {
    String etag = put(KEY, "first");
    assertThat(readIfMatch(etag)).isEqualTo("first");

    put(KEY, "second");

    assertStatus(412, () -> readIfMatch(etag));
  }

  @Test
  void keepsTheFirstOfTwoConditionalWrites() {
    putIfAbsent("first");

    assertStatus(412, () -> putIfAbsent("second"));

    assertThat(read(KEY)).isEqualTo("first");
  }

  @Test
  void joinsTheParts() {
    byte[] part = new byte[5 << 20];
    new Random(1).nextBytes(part);
    String upload =
        client.createMultipartUpload(request -> request.bucket(BUCKET).key(KEY)).uploadId();
    List<CompletedPart> parts = List.of(upload(upload, 1, part), upload(upload, 2, part));

    client.completeMultipartUpload(
        request ->
            request
                .bucket(BUCKET)
                .key(KEY)
                .uploadId(upload)
                .multipartUpload(whole -> whole.parts(parts)));

    assertThat(client.headObject(request -> request.bucket(BUCKET).key(KEY)).contentLength())
        .isEqualTo(10 << 20);
  }

  @Test
  void listsByPrefixInKeyOrderPageByPageAndDeletesMany() {
    List<String> keys = List.of("a/1", "a/2", "a/b/3", "b/4");
    keys.forEach(key -> put(key, key));

    List<String> listed =
        client
            .listObjectsV2Paginator(request -> request.bucket(BUCKET).prefix("a/").maxKeys(2))
            .contents()
            .stream()
            .map(S3Object::key)
            .toList();
    assertThat(listed).containsExactly("a/1", "a/2", "a/b/3");

    client.deleteObjects(
        request ->
            request
                .bucket(BUCKET)
                .delete(
                    delete ->
                        delete.objects(
                            listed.stream()
                                .map(key -> ObjectIdentifier.builder().key(key).build())
                                .toList())));
    assertThat(client.listObjectsV2(request -> request.bucket(BUCKET)).contents())
        .extracting(S3Object::key)
        .containsExactly("b/4");
  }

  @Test
  void saysThatABucketOrObjectIsMissing() {
    assertStatus(404, () -> read("none.csv"));
    assertStatus(404, () -> client.listObjectsV2(request -> request.bucket("none")));
  }

  @Test
  void refusesAWrongSignature() {
    try (S3Client stranger = client("guess")) {
      assertStatus(403, stranger::listBuckets);
    }
  }

  private S3Client client(String secretKey) {
    return S3Client.builder()
        .endpointOverride(store.endpoint())
        .region(Region.of(store.region()))
        .forcePathStyle(true)
        .httpClient(UrlConnectionHttpClient.create())
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(store.accessKey(), secretKey)))
        .build();
  }

  private String put(String key, String content) {
    return client
        .putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content))
        .eTag();
  }

  private void putIfAbsent(String content) {
    client.putObject(
        request -> request.bucket(BUCKET).key(KEY).ifNoneMatch("*"),
        RequestBody.fromString(content));
  }

  private CompletedPart upload(String upload, int number, byte[] content) {
    String etag =
        client
            .uploadPart(
                request -> request.bucket(BUCKET).key(KEY).uploadId(upload).partNumber(number),
                RequestBody.fromBytes(content))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  private String read(String key) {
    return client.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asString(UTF_8);
  }

  private String readIfMatch(String etag) {
    return client
        .getObjectAsBytes(request -> request.bucket(BUCKET).key(KEY).ifMatch(etag))
        .asString(UTF_8);
  }

  private static void assertStatus(int status, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
  }
}
