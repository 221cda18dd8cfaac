package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnScanTest {

  @Test
  void visitsTheValuesOfOneColumn() throws Exception {
    assertThat(values("a,b,c\n1,2,3\n4,5,6\n")).containsExactly("2", "5");
  }

  @Test
  void copesWithQuotesCarriageReturnsByteOrderMarksAndMissingLineEnds() throws Exception {
    assertThat(values("\uFEFFb,a\r\n\"1\",2\r\n\"3,\n4\",5")).containsExactly("1", "3,\n4");
  }

  @Test
  void visitsNothingWhereTheColumnIsMissing() throws Exception {
    assertThat(values("a,c\n1,2\n")).isEmpty();
  }

  private static List<String> values(String csv) throws Exception {
    List<String> values = new ArrayList<>();
    ColumnScan.visit(
        CsvFile.of("test", csv),
        "b",
        (value, length) -> values.add(new String(value, 0, length, UTF_8)));
    return values;
  }
}
