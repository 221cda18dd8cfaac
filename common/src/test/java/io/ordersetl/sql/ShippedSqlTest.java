package io.ordersetl.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedSqlTest {

  private static final Path PIPELINE = Path.of("src/main/resources/pipeline");

  static List<Path> shippedSql() throws IOException {
    try (Stream<Path> files = Files.walk(PIPELINE)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("shippedSql")
  void keepsToWhatBothEnginesUnderstandAlike(Path file) {
    assertThat(PortableSql.problems(read(file))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("shippedSql")
  void readsOnlyDatasetsOfThePipeline(Path file) throws IOException {
    Set<String> datasets = new TreeSet<>(Set.of("run"));
    try (Stream<Path> contracts = Files.walk(PIPELINE)) {
      contracts
          .map(contract -> contract.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .forEach(name -> datasets.add(name.substring(0, name.length() - ".json".length())));
    }

    assertThat(datasets).containsAll(PortableSql.references(read(file)));
  }

  @ParameterizedTest
  @MethodSource("shippedSql")
  void statesItsRuleInACommentOnTop(Path file) {
    List<String> lines = read(file).lines().toList();

    if (file.getParent().endsWith("audits")) {
      assertThat(lines.get(0)).matches("-- severity: (fail|warn)");
      assertThat(lines.get(1)).matches("-- [A-Z].*");
    } else {
      assertThat(lines.get(0)).matches("-- [A-Z].*");
    }
  }

  @Test
  void modelsReadTheDatasetsTheirRulesAreAbout() throws IOException {
    Map<String, Set<String>> references =
        shippedSql().stream()
            .filter(file -> file.getParent().endsWith("models"))
            .collect(
                Collectors.toMap(
                    file -> file.getFileName().toString(),
                    file -> PortableSql.references(read(file))));

    assertThat(references)
        .containsOnly(
            Map.entry("agg_public_holiday.sql", Set.of("dim_dates", "orders", "run")),
            Map.entry("agg_shipments.sql", Set.of("orders", "run", "shipment_deliveries")),
            Map.entry(
                "best_performing_product.sql",
                Set.of(
                    "dim_dates",
                    "dim_products",
                    "orders",
                    "reviews",
                    "run",
                    "shipment_deliveries")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
