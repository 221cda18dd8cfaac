package io.ordersetl.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.testing.WarehouseExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The analytics tables as files. */
@Tag("servers")
class ExportsTest {
  @RegisterExtension final WarehouseExtension warehouse = new WarehouseExtension();
  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  private LoadFixture fixture;

  @BeforeEach
  void fixture() {
    fixture = new LoadFixture(warehouse, objectStore);
  }

  private static final String TOTALS = "analytics_export/orders_etl/totals.csv";
  private static final String FLAGS = "analytics_export/orders_etl/flags.csv";

  @Test
  void holdTheWholeTablesInCanonicalForm() {
    fixture.run("first").rows("flags", "2026-11-22,z,true", "2026-11-22,\"a,\"\"\",").stage();
    fixture.load("first");
    fixture
        .run("second")
        .asOf("2026-11-21")
        .rows("totals", "2026-11-21,7")
        .rows("flags", "2026-11-21,b,false")
        .stage();

    LoadFixture.Result result = fixture.load("second");

    assertThat(objectStore.text(TOTALS))
        .isEqualTo("ingestion_date,orders\n2026-11-21,7\n2026-11-22,2\n");
    assertThat(objectStore.text(FLAGS))
        .isEqualTo(
            "ingestion_date,name,raised\n"
                + "2026-11-21,b,false\n2026-11-22,\"a,\"\"\",\n2026-11-22,z,true\n");
    assertThat(result.json().get("outputs"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(objectStore.uri(TOTALS), objectStore.uri(FLAGS));
  }

  @Test
  void goToTheFolderThatIsNamed() {
    fixture.run("first").stage();

    fixture.load("first", "EXPORT_ID", "winter-2026");

    assertThat(objectStore.list("analytics_export/"))
        .containsExactly(
            "analytics_export/winter-2026/flags.csv", "analytics_export/winter-2026/totals.csv");
  }

  @Test
  void loseTheUploadsThatKilledLoadsLeftBehind() {
    begin(TOTALS);
    begin("analytics_export/orders_etl/somebody-elses.csv");
    fixture.run("first").stage();

    LoadFixture.Result result = fixture.load("first");

    assertThat(result.message()).isEmpty();
    assertThat(
            objectStore
                .client()
                .listMultipartUploads(request -> request.bucket(objectStore.bucket()))
                .uploads())
        .extracting(upload -> upload.key())
        .containsExactly("analytics_export/orders_etl/somebody-elses.csv");
  }

  private void begin(String path) {
    objectStore
        .client()
        .createMultipartUpload(request -> request.bucket(objectStore.bucket()).key(path));
  }

  @Test
  void areWrittenByTheRepetitionOfARunThatDiedBeforeThem() {
    fixture.run("first").stage();
    fixture.load("first");
    objectStore.put(TOTALS, "stale");
    objectStore.delete("staging/first/load/manifest.json");

    LoadFixture.Result result = fixture.load("first");

    assertThat(result.status()).isEqualTo("unchanged");
    assertThat(objectStore.text(TOTALS)).isEqualTo("ingestion_date,orders\n2026-11-22,2\n");
  }

  @Test
  void areNotWrittenAgainWhenTheyAreThere() {
    fixture.run("first").stage();
    fixture.load("first");
    objectStore.put(TOTALS, "not touched");

    fixture.load("first");

    assertThat(objectStore.text(TOTALS)).isEqualTo("not touched");
  }

  @Test
  void areWrittenAgainWhenOneIsGone() {
    fixture.run("first").stage();
    fixture.load("first");
    objectStore.delete(FLAGS);

    fixture.load("first");

    assertThat(objectStore.list("analytics_export/")).contains(FLAGS);
  }

  /** What is recorded of the first time must not hold back the exports of the second time. */
  @Test
  void areForgottenBeforeTheRunIsPublishedOnceMore() {
    fixture.run("first").stage();
    fixture.load("first");
    fixture.run("second").rows("totals", "2026-11-22,99").stage();
    fixture.load("second");
    String part = "staging/first/transform/totals/part-00000.csv";
    String content = objectStore.text(part);
    objectStore.delete(part);
    assertThat(fixture.load("first").exitCode()).isEqualTo(66);
    assertThat(objectStore.list("staging/first/load/")).isEmpty();
    objectStore.put(part, content);

    fixture.load("first");

    assertThat(objectStore.text(TOTALS)).contains("2026-11-22,2\n");
  }
}
