package io.ordersetl.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The beginning of an exported table.
 *
 * @param rows the first ones
 * @param more how many rows follow them
 */
record ExportedTable(String name, List<String> header, List<List<String>> rows, long more) {

  private static final int MOST_ROWS = 20;

  static ExportedTable read(Path file) throws IOException {
    String name = file.getFileName().toString().replaceFirst("\\.csv$", "");
    List<List<String>> rows = new ArrayList<>();
    try (CSVParser parser =
        CSVParser.parse(
            file,
            StandardCharsets.UTF_8,
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get())) {
      for (CSVRecord row : parser) {
        if (rows.size() < MOST_ROWS) {
          rows.add(row.toList());
        }
      }
      long more = parser.getRecordNumber() - rows.size();
      return new ExportedTable(name, parser.getHeaderNames(), rows, more);
    }
  }
}
