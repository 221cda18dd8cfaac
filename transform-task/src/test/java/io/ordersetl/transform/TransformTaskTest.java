package io.ordersetl.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.staging.StagedDataset;
import io.ordersetl.testing.ObjectStoreExtension;
import io.ordersetl.transform.TransformBench.Ended;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("servers")
class TransformTaskTest {
  private static final String COUNT = "{\"name\": \"n\", \"type\": \"bigint\"}";

  @RegisterExtension final ObjectStoreExtension objects = new ObjectStoreExtension();
  @TempDir Path scratch;

  private TransformBench bench;

  @BeforeEach
  void arrange() {
    bench = new TransformBench(objects, scratch);
  }

  @Test
  void stagesWhatAModelSelectsInTheOrderOfItsKey() {
    bench.file(
        "models/copies.sql",
        "select id, label, day, cast(id as decimal(6,3)) as part, day is null as open from things");
    bench.file(
        "models/copies.json",
        """
        {"publish": {"mode": "none"}, "primaryKey": ["id"], "columns": [
          {"name": "id", "type": "bigint"}, {"name": "label", "type": "text", "nullable": true},
          {"name": "day", "type": "date", "nullable": true},
          {"name": "part", "type": "decimal(6,3)"}, {"name": "open", "type": "boolean"}]}""");

    Ended ended = bench.stage().run();

    assertThat(ended.status()).as(ended.result()).isZero();
    assertThat(bench.staged("copies"))
        .isEqualTo(
            "id,label,day,part,open\n"
                + "1,one,2026-01-02,1.000,false\n2,\"\",,2.000,true\n3,,,3.000,true\n");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void runsModelsAfterThoseTheyRead() {
    bench.model("a_last", "select n + 1 as n from b_first", COUNT);
    bench.model("b_first", "select count(*) as n from things", COUNT);

    Ended ended = bench.stage().run();

    assertThat(ended.status()).as(ended.result()).isZero();
    assertThat(bench.staged("a_last")).isEqualTo("n\n4\n");
  }

  @Test
  void handsOnTheSourcesAsTheyWereStaged() {
    bench.model("counted", "select count(*) as n from things", COUNT).stage().run();

    assertThat(bench.manifest().datasets())
        .extracting(StagedDataset::name)
        .containsExactly("things", "counted");
    assertThat(bench.staged("things")).isEqualTo("id,label,day\n1,one,2026-01-02\n2,\"\",\n3,,\n");
  }

  @Test
  void knowsTheRunAndItsDate() {
    bench.model(
        "dated",
        "select run_id, as_of_date from run",
        "{\"name\": \"run_id\", \"type\": \"text\"}, {\"name\": \"as_of_date\", \"type\": \"date\"}");

    bench.stage().run();

    assertThat(bench.staged("dated")).isEqualTo("run_id,as_of_date\nr,2026-11-22\n");
  }

  @Test
  void answersWithTheRecordedResultWhileTheExtractIsUnchanged() {
    bench.model("counted", "select count(*) as n from things", COUNT).stage().run();
    var staged = objects.list("staging/");

    Ended again = bench.run();

    assertThat(again.result()).contains("\"status\":\"unchanged\"", "\"rows_staged\":1");
    assertThat(objects.list("staging/")).isEqualTo(staged);
  }

  @Test
  void worksAnewOnAnotherExtract() {
    bench.model("counted", "select count(*) as n from things", COUNT).stage().run();
    bench.rows("things", "id,label,day\n1,,\n").stage();

    Ended again = bench.run();

    assertThat(again.result()).contains("\"status\":\"succeeded\"");
    assertThat(bench.staged("counted")).isEqualTo("n\n1\n");
  }

  @Test
  void reportsWhatAWarningAuditFindsAndGoesOn() {
    bench.file(
        "audits/labelled.sql",
        "-- severity: warn\n-- Every thing has a label.\nselect id from things where label is null");

    Ended ended = bench.stage().run();

    assertThat(ended.status()).as(ended.result()).isZero();
    assertThat(ended.result())
        .contains("audit labelled: Every thing has a label. Rows that should not exist: 1");
    assertThat(found("labelled")).isEqualTo("id\n3\n");
  }

  @Test
  void stopsWhenAFailingAuditFindsRowsAndKeepsThem() {
    bench.file(
        "audits/labelled.sql",
        "-- severity: fail\n-- Every thing has a label.\nselect id from things where label is null");

    Ended ended = bench.stage().run();

    assertThat(ended.status()).isEqualTo(65);
    assertThat(ended.result()).contains("audit labelled: Every thing has a label.");
    assertThat(found("labelled")).isEqualTo("id\n3\n");
    assertThat(objects.list("staging/r/transform/manifest.json")).isEmpty();
  }

  @Test
  void stopsWhenAModelBreaksItsContract() {
    String columns = COUNT + ", {\"name\": \"label\", \"type\": \"text\"}";
    bench.model("labels", "select id as n, label from things", columns);

    assertEnds(65, "models/labels.sql: 1 of its 3 rows break its contract", "required");
  }

  @Test
  void stopsRatherThanLoseARowThatCsvCannotHold() {
    bench.model(
        "labels",
        "select label from things",
        "{\"name\": \"label\", \"type\": \"text\", \"nullable\": true}");

    assertEnds(65, "models/labels.sql: 1 of its 3 rows are NULL in its only column");
  }

  @Test
  void stopsWhenAModelHasOtherColumnsThanItsContract() {
    bench.model("counted", "select count(*) as m from things", COUNT);

    assertEnds(78, "models/counted.sql: the query's columns", "expected [n], found [m]");
  }

  @Test
  void namesTheFileOfAQueryTheEngineRefuses() {
    bench.model("counted", "select count(nothing) as n from things", COUNT);

    assertEnds(78, "running models/counted.sql failed", "Binder Error");
  }

  @Test
  void stopsWhenNothingWasExtracted() {
    Ended ended = bench.run();

    assertThat(ended.status()).isEqualTo(66);
    assertThat(ended.result()).contains("extract-task has not finished for this RUN_ID");
  }

  @Test
  void refusesAnotherDateThanTheExtracts() {
    bench.stage().with("AS_OF_DATE", "2026-11-21");

    assertEnds(78, "AS_OF_DATE is 2026-11-21, and the run was extracted for 2026-11-22");
  }

  @Test
  void refusesAPartThatIsNotWhatTheManifestLists() {
    bench.model("counted", "select count(*) as n from things", COUNT).stage();
    objects.put(
        "staging/r/extract/a/things/part-00000.csv",
        "id,label,day\n9,one,2026-01-02\n2,\"\",\n3,,\n");

    Ended ended = bench.run();

    assertThat(ended.status()).isEqualTo(65);
    assertThat(ended.result()).contains("is not what its manifest lists", "part-00000.csv");
  }

  private void assertEnds(int status, String... messages) {
    Ended ended = bench.stage().run();
    assertThat(ended.status()).as(ended.result()).isEqualTo(status);
    assertThat(ended.result()).contains(messages);
    assertThat(scratch).isEmptyDirectory();
  }

  private String found(String audit) {
    return objects.list("staging/r/transform/").stream()
        .filter(key -> key.endsWith("/audits/" + audit + ".csv"))
        .map(objects::text)
        .findFirst()
        .orElseThrow();
  }
}
