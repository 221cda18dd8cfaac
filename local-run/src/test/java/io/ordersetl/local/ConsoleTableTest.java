package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleTableTest {

  @Test
  void alignsNumbersToTheRightAndTextToTheLeft() {
    ConsoleTable table =
        ConsoleTable.of(
            List.of("dataset", "rows"),
            List.of(List.of("orders", "10,000"), List.of("reviews", "720"), List.of("none", "")));

    assertThat(String.join("\n", table.lines()))
        .isEqualTo(
            """
            dataset    rows
            -------  ------
            orders   10,000
            reviews     720
            none\
            """);
  }

  @Test
  void laysAWideTableOnItsSide() {
    List<String> header = IntStream.range(0, 13).mapToObj(i -> "tt_order_hol_" + i).toList();
    List<String> row = IntStream.range(0, 13).mapToObj(Integer::toString).toList();

    List<String> lines = ConsoleTable.of(header, List.of(row)).lines();

    assertThat(lines).hasSize(13).allMatch(line -> line.length() <= ConsoleTable.WIDTH);
    assertThat(lines.get(0)).isEqualTo("tt_order_hol_0    0");
    assertThat(lines.get(12)).isEqualTo("tt_order_hol_12  12");
  }

  @Test
  void keepsEveryCellOnOneLineAndCutsLongOnes() {
    List<String> lines =
        ConsoleTable.of(List.of("value"), List.of(List.of("a\nb\0c"), List.of("x".repeat(500))))
            .lines();

    assertThat(lines.get(2)).isEqualTo("a b c");
    assertThat(lines.get(3)).hasSize(60).endsWith("x...");
  }

  @Test
  void showsTheHeaderOfATableWithoutRows() {
    assertThat(ConsoleTable.of(List.of("a", "b"), List.of()).lines())
        .containsExactly("a  b", "-  -");
  }
}
