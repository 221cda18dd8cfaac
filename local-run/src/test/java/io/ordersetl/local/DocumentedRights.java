package io.ordersetl.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The rights that {@code docs/configuration.md} says the pipeline needs. */
final class DocumentedRights {
  private static final String INDENT = "    ";

  private DocumentedRights() {}

  /** The statements under "Rights in PostgreSQL", without comments. */
  static List<String> sql() throws IOException {
    String block = block("## Rights in PostgreSQL").replaceAll("--[^\n]*", "");
    return Stream.of(block.split(";")).map(String::strip).filter(text -> !text.isEmpty()).toList();
  }

  /** The JSON under "Rights in S3". */
  static String policy() throws IOException {
    return block("## Rights in S3");
  }

  /** A file of the project, whichever of its modules the tests run in. */
  static String file(String path) throws IOException {
    return Files.readString(Path.of("..").resolve(path));
  }

  /** The first indented block below a headline. */
  private static String block(String headline) throws IOException {
    List<String> lines = file("docs/configuration.md").lines().toList();
    return String.join(
        "\n",
        lines.stream()
            .skip(lines.indexOf(headline))
            .dropWhile(line -> !line.startsWith(INDENT))
            .takeWhile(line -> line.startsWith(INDENT))
            .map(line -> line.substring(INDENT.length()))
            .toList());
  }
}
