package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A folder under {@code src/test/resources/golden}: {@code as_of_date}, {@code input/} as {@code
 * --data} takes it, {@code expected/TABLE.csv} as exported, {@code expected/rejects/DATASET.csv}
 * with the columns line, column, rule and value, and {@code pipeline/} where it is not the shipped
 * one.
 */
record GoldenCase(Path folder) {

  private static final List<String> VIOLATION = List.of("line", "column", "rule", "value");

  static Stream<GoldenCase> all() throws IOException, URISyntaxException {
    Path golden = Path.of(GoldenCase.class.getResource("/golden").toURI());
    try (Stream<Path> folders = Files.list(golden)) {
      return folders.filter(Files::isDirectory).sorted().map(GoldenCase::new).toList().stream();
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  LocalDate asOf() {
    return LocalDate.parse(read(folder.resolve("as_of_date")).strip());
  }

  Path input() {
    return folder.resolve("input");
  }

  Optional<Path> pipeline() {
    return Optional.of(folder.resolve("pipeline")).filter(Files::isDirectory);
  }

  /** Each table's export, by the name of its file. */
  Map<String, String> expectedExports() throws IOException {
    return texts(folder.resolve("expected"));
  }

  /** Each dataset's violations, by the name of its file. */
  Map<String, List<String>> expectedRejects() throws IOException {
    Map<String, List<String>> violations = new TreeMap<>();
    texts(folder.resolve("expected").resolve("rejects"))
        .forEach((name, text) -> violations.put(name, violations(text)));
    return violations;
  }

  /** What a rejects file says of each violation, but for what differs from run to run. */
  static List<String> violations(String csv) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(csv), format)) {
      return parser.stream()
          .map(row -> VIOLATION.stream().map(row::get).toList())
          .map(Object::toString)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> texts(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return Map.of();
    }
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> texts.put(file.getFileName().toString(), read(file)));
    }
    return texts;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name();
  }
}
