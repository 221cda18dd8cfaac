package io.ordersetl.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.DefinitionReader;
import io.ordersetl.dataset.PipelineDefinition;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadColumnsTest {
  private final TreeMap<String, String> files = new TreeMap<>();

  @BeforeEach
  void startWithASource() {
    files.put(
        "sources/things.json",
        """
        {"columns": [{"name": "id", "type": "bigint"}, {"name": "label", "type": "text"},
         {"name": "day", "type": "date"}, {"name": "size", "type": "integer"}]}""");
  }

  @Test
  void areThoseThatAModelOrAnAuditNames() {
    model("select count(distinct DAY) as n from things");
    audit("select label from things where label is null");

    assertThat(readColumns()).containsExactly("label", "day");
  }

  @Test
  void areTheFirstWhereAQueryOnlyCounts() {
    model("select count(*) as n from things");

    assertThat(readColumns()).containsExactly("id");
  }

  @Test
  void areAllWhereAQueryNeedNotNameThem() {
    model("select count(*) as n from (select distinct * from things)");

    assertThat(readColumns()).containsExactly("id", "label", "day", "size");
  }

  private void model(String sql) {
    files.put("models/counted.sql", sql);
    files.put(
        "models/counted.json",
        "{\"publish\": {\"mode\": \"none\"}, \"columns\": [{\"name\": \"n\", \"type\": \"bigint\"}]}");
  }

  private void audit(String sql) {
    files.put("audits/labelled.sql", "-- severity: warn\n-- Every thing has a label.\n" + sql);
  }

  private List<String> readColumns() {
    PipelineDefinition definition = DefinitionReader.read(files);
    return new ReadColumns(definition)
        .of(definition.contract("things").orElseThrow()).stream().map(Column::name).toList();
  }
}
