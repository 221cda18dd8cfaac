package io.ordersetl.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersetl.config.Environment;
import io.ordersetl.task.TaskFailure;
import io.ordersetl.testing.ObjectStoreExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class ObjectStoreTest {
  @RegisterExtension final ObjectStoreExtension objects = new ObjectStoreExtension();

  private ObjectStore store;

  @BeforeEach
  void connect() {
    store = connect(objects.environment());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void writesAnObjectOfAnySizeThatAppearsWhole() {
    byte[] bytes = new byte[20_000_001];
    new Random(1).nextBytes(bytes);

    try (ObjectOutput output = store.create(at("big"))) {
      output.write(bytes, 0, bytes.length);
      assertThat(objects.list("big")).isEmpty();
      output.complete();
    }

    assertThat(objects.get("big")).isEqualTo(bytes);
  }

  @Test
  void leavesNothingOfAnObjectThatWasNotCompleted() {
    try (ObjectOutput output = store.create(at("big"))) {
      output.write(new byte[9 << 20], 0, 9 << 20);
    }

    assertThat(objects.list("")).isEmpty();
    assertThat(uploads()).isEmpty();
  }

  @Test
  void checksThatItMayWriteWithoutATrace() {
    store.checkWritable(at("exports/x"));

    assertThat(objects.list("")).isEmpty();
    assertThat(uploads()).isEmpty();
  }

  @Test
  void readsOnWhereAConnectionBroke() throws IOException {
    byte[] bytes = new byte[3_000_000];
    new Random(2).nextBytes(bytes);
    objects.put("a", bytes);
    try (CuttingProxy proxy = new CuttingProxy(endpoint(), 700_000);
        ObjectStore cut = connect(through(proxy))) {
      StoredObject object = cut.find(at("a")).orElseThrow();

      try (InputStream in = cut.open(object)) {
        assertThat(in.readAllBytes()).isEqualTo(bytes);
      }

      assertThat(proxy.cuts()).isGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void givesUpWhereNoByteArrivesAnyMore() throws IOException {
    objects.put("a", new byte[100_000]);
    StoredObject object = store.find(at("a")).orElseThrow();
    try (CuttingProxy proxy = new CuttingProxy(endpoint(), 0);
        ObjectStore cut = connect(through(proxy));
        InputStream in = cut.open(object)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOfSatisfying(
              TaskFailure.class, e -> assertThat(e.exitCode().status()).isEqualTo(75))
          .hasMessageContaining(at("a").toString());
    }
  }

  @Test
  void refusesAnObjectThatWasReplacedSinceItWasSeen() throws IOException {
    objects.put("a", "one");
    StoredObject object = store.find(at("a")).orElseThrow();
    objects.put("a", "two");

    try (InputStream in = store.open(object)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOfSatisfying(
              TaskFailure.class, e -> assertThat(e.exitCode().status()).isEqualTo(75))
          .hasMessageContaining("was replaced while it was being read");
    }
  }

  @Test
  void listsMoreThanOnePageInKeyOrderAndDeletesThem() {
    for (int i = 0; i < 1_100; i++) {
      objects.put(String.format("many/%04d", i), "");
    }

    List<ObjectUri> uris = store.list(at("many/")).stream().map(StoredObject::uri).toList();
    assertThat(uris).hasSize(1_100).isSortedAccordingTo((a, b) -> a.key().compareTo(b.key()));

    store.delete(uris);
    assertThat(objects.list("")).isEmpty();
  }

  @Test
  void listsFoldersOneLevelDeep() {
    objects.put("runs/a/x", "");
    objects.put("runs/b/y/z", "");
    objects.put("runs/file", "");

    assertThat(store.listFolders(at("runs/"))).containsExactly("a", "b");
  }

  @Test
  void namesABucketThatIsNotThere() {
    ObjectUri uri = ObjectUri.parse("s3://no-such-bucket/x");

    assertThatThrownBy(() -> store.write(uri, "x".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            TaskFailure.class, e -> assertThat(e.exitCode().status()).isEqualTo(66))
        .hasMessageContaining("s3://no-such-bucket/x");
  }

  private List<?> uploads() {
    return objects
        .client()
        .listMultipartUploads(request -> request.bucket(objects.bucket()))
        .uploads();
  }

  private ObjectUri at(String key) {
    return ObjectUri.parse(objects.uri(key));
  }

  private URI endpoint() {
    return URI.create(objects.environment().get("S3_ENDPOINT"));
  }

  private Map<String, String> through(CuttingProxy proxy) {
    Map<String, String> environment = new HashMap<>(objects.environment());
    environment.put("S3_ENDPOINT", proxy.endpoint());
    return environment;
  }

  private static ObjectStore connect(Map<String, String> environment) {
    return ObjectStore.connect(ObjectStoreSettings.staging(new Environment(environment)));
  }
}
