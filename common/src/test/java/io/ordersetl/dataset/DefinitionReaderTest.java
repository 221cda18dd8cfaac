package io.ordersetl.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersetl.staging.PipelineFiles;
import io.ordersetl.task.TaskFailure;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefinitionReaderTest {
  private static final String COLUMN = "{\"columns\": [{\"name\": \"a\", \"type\": \"text\"}]}";
  private static final String MODEL =
      "{\"publish\": {\"mode\": \"none\"}, \"columns\": [{\"name\": \"a\", \"type\": \"text\"}]}";

  private final TreeMap<String, String> files = new TreeMap<>();

  @BeforeEach
  void startWithOneSource() {
    files.put("sources/things.json", COLUMN);
  }

  @Test
  void readsTheShippedDefinition() {
    PipelineDefinition shipped = PipelineFiles.read(Optional.empty(), null);

    assertThat(shipped.contracts())
        .extracting(Contract::name)
        .containsExactly(
            "orders",
            "reviews",
            "shipment_deliveries",
            "dim_dates",
            "dim_products",
            "agg_public_holiday",
            "agg_shipments",
            "best_performing_product");
    assertThat(shipped.contract("orders").orElseThrow().header())
        .isEqualTo("order_id,customer_id,order_date,product_id,unit_price,quantity,total_price");
  }

  @Test
  void fillsInWhatAContractLeavesOpen() {
    Contract things = read().sources().get(0);

    assertThat(things.location()).isEqualTo("things.csv");
    assertThat(things.maxRecordBytes()).isEqualTo(1 << 20);
    assertThat(things.quarantine().maxRejectedFraction()).isEqualTo(0.01);
    assertThat(things.publication())
        .isEqualTo(new Publication(Publication.Mode.REPLACE, Publication.SchemaRole.STAGING, null));
    assertThat(things.columns().get(0).nullable()).isFalse();
  }

  @Test
  void tellsEveryProblemWithItsFileAndPointer() {
    files.put(
        "sources/things.json", "{\"columns\": [{\"name\": \"A\", \"type\": \"int\"}], \"x\": 1}");
    files.put(
        "sources/others.json", "{\"columns\": 1, \"quarantine\": {\"maxRejectedFraction\": 2}}");
    files.put("sources/broken.json", "{\"columns\": [], \"columns\": []}");
    files.put("models/m.sql", "select 1 as a");
    files.put("models/n.json", MODEL);
    files.put("models/o.json", COLUMN);
    files.put("models/o.sql", "select a from things");
    files.put("audits/no_severity.sql", "select a from things");
    files.put("notes.txt", "");
    files.put("sources/publications.json", COLUMN);

    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            TaskFailure.class, e -> assertThat(e.exitCode().status()).isEqualTo(78))
        .hasMessageContaining("sources/things.json /columns/0/name: expected a lower-case name")
        .hasMessageContaining("sources/things.json /columns/0/type: expected integer, bigint,")
        .hasMessageContaining("sources/things.json /x: unknown key")
        .hasMessageContaining("sources/others.json /columns: expected a list, found 1")
        .hasMessageContaining(
            "sources/others.json /quarantine/maxRejectedFraction: expected a number")
        .hasMessageContaining("sources/broken.json: not JSON: Duplicate field 'columns'")
        .hasMessageContaining("models/m.sql: the model's contract is missing: models/m.json")
        .hasMessageContaining("models/n.json: the model's SQL is missing: models/n.sql")
        .hasMessageContaining("models/o.json: the key \"publish\" is missing")
        .hasMessageContaining("audits/no_severity.sql: the first line must be")
        .hasMessageContaining("notes.txt: unknown file")
        .hasMessageContaining("none of [run, publications, rejected_rows]");
  }

  @Test
  void refusesRulesThatDoNotFitTheirType() {
    files.put(
        "sources/things.json",
        """
        {"columns": [{"name": "a", "type": "text", "min": 1},
          {"name": "b", "type": "bigint", "length": 3}, {"name": "c", "type": "date", "max": "soon"},
          {"name": "d", "type": "text", "pattern": "("}, {"name": "e", "type": "text", "format": "x"},
          {"name": "f", "type": "decimal(2,3)"}, {"name": "g", "type": "date", "format": "HH:mm"},
          {"name": "h", "type": "bigint", "min": 2, "max": 1}, {"name": "i", "type": "bigint", "max": ""}]}""");

    assertThatThrownBy(this::read)
        .hasMessageContaining("/columns/0/min: is for numbers, dates and timestamps, not for text")
        .hasMessageContaining("/columns/1/length: is for text, not for bigint")
        .hasMessageContaining("/columns/2/max: expected an ISO date or timestamp, found 'soon'")
        .hasMessageContaining("/columns/3/pattern: not a regular expression")
        .hasMessageContaining("/columns/4/format: is for dates and timestamps, not for text")
        .hasMessageContaining("/columns/5/type: decimal(2,3)")
        .hasMessageContaining(
            "/columns/6/format: expected how a date is written, such as dd.MM.yyyy")
        .hasMessageContaining("/columns/7/min: is over max")
        .hasMessageContaining("/columns/8/max: expected a number, found ''");
  }

  @Test
  void refusesModelsThatReadEachOther() {
    files.put("models/m.json", MODEL);
    files.put("models/m.sql", "select a from n");
    files.put("models/n.json", MODEL);
    files.put("models/n.sql", "select a from m");

    assertThatThrownBy(this::read).hasMessageContaining("in a circle: m -> n -> m");
  }

  @Test
  void refusesAModelThatReadsWhatIsNoDataset() {
    files.put("models/m.json", MODEL);
    files.put("models/m.sql", "select a from thing");

    assertThatThrownBy(this::read)
        .hasMessageContaining(
            "models/m.sql: reads thing, which is no dataset; known: [m, run, things]");
  }

  @Test
  void findsWhatAModelReadsBeyondThePortableDialect() {
    files.put("models/m.json", MODEL);
    files.put("models/m.sql", "select x.a from things x, \"n\" qualify true");
    files.put("models/n.json", MODEL);
    files.put("models/n.sql", "select a from things");

    assertThat(read().models()).extracting(Model::name).containsExactly("n", "m");
  }

  @Test
  void hasAFingerprintOfEveryByte() {
    String before = read().fingerprint();
    files.put("sources/things.json", COLUMN + " ");

    assertThat(read().fingerprint()).hasSize(64).isNotEqualTo(before);
  }

  private PipelineDefinition read() {
    return DefinitionReader.read(files);
  }
}
