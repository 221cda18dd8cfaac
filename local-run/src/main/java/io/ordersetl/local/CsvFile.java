package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ordersetl.task.TaskFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** CSV with a header, in a file or made up, that can be read more than once. */
public record CsvFile(String name, Content content) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** Opens the content from its beginning. */
  @FunctionalInterface
  public interface Content {
    InputStream open() throws IOException;
  }

  /** A file, unpacked while it is read where its name ends in {@code .gz}. */
  static CsvFile of(Path file) {
    boolean packed = file.getFileName().toString().endsWith(".gz");
    return new CsvFile(
        file.toString(),
        () -> {
          InputStream bytes = Files.newInputStream(file);
          return packed ? new GZIPInputStream(bytes) : bytes;
        });
  }

  static CsvFile of(String name, String text) {
    return new CsvFile(name, () -> new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  InputStream open() throws IOException {
    return content.open();
  }

  /** The names of the columns. */
  List<String> header() throws IOException {
    try (Reader reader = new InputStreamReader(open(), UTF_8);
        CSVParser parser = CSVParser.parse(reader, CSVFormat.RFC4180)) {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        throw TaskFailure.dataUnacceptable(
            name + " is empty: expected at least a header with the columns' names");
      }
      return records.next().stream().map(column -> column.replace(BYTE_ORDER_MARK, "")).toList();
    }
  }
}
