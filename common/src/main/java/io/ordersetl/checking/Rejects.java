package io.ordersetl.checking;

import io.ordersetl.task.RejectionCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes down every violation of every rejected row, and counts them for people. */
public final class Rejects {
  /** The first line of every rejects file. */
  public static final String HEADER =
      "run_id,dataset,object,line,byte_offset,column,rule,value,raw\n";

  /**
   * A long record is written whole with its first violation only: one of 20 kB that breaks ten
   * thousand columns would be 200 MB of rejects otherwise.
   */
  private static final int KEPT_FOR_FURTHER_VIOLATIONS = 1024;

  private static final int LONGEST_EXAMPLE = 80;

  private final String runId;
  private final String dataset;
  private final Consumer<String> output;
  private final Map<List<String>, RejectionCount> counts = new LinkedHashMap<>();
  private final StringBuilder line = new StringBuilder();
  private long rows;

  /**
   * @param output takes the lines
   */
  Rejects(String runId, String dataset, Consumer<String> output) {
    this.runId = runId;
    this.dataset = dataset;
    this.output = output;
  }

  /** Notes a rejected row of a batch. */
  void add(String object, RecordBatch batch, int record, List<Violation> violations) {
    rows++;
    String raw = raw(batch, record, Integer.MAX_VALUE);
    boolean isFirst = true;
    for (Violation violation : violations) {
      line.setLength(0);
      CanonicalCsv.append(runId, line);
      field(dataset);
      field(object);
      line.append(',').append(batch.line(record)).append(',').append(batch.offset(record));
      field(violation.column());
      field(violation.rule().text());
      field(violation.value() == null ? null : EscapedBytes.text(violation.value()));
      field(raw);
      output.accept(line.append('\n').toString());
      count(object, batch.line(record), violation);
      if (isFirst && violations.size() > 1) {
        raw = raw(batch, record, KEPT_FOR_FURTHER_VIOLATIONS);
      }
      isFirst = false;
    }
  }

  private void field(String value) {
    line.append(',');
    CanonicalCsv.append(value, line);
  }

  private static String raw(RecordBatch batch, int record, int most) {
    int kept = Math.min(most, batch.end(record) - batch.start(record));
    int start = batch.start(record);
    String text = EscapedBytes.text(batch.bytes(), start, start + kept);
    return batch.length(record) == kept
        ? text
        : text + "… [cut: " + kept + " of " + batch.length(record) + " bytes]";
  }

  private void count(String object, long lineNumber, Violation violation) {
    String column = violation.column() == null ? "" : violation.column();
    String rule = violation.rule().text();
    RejectionCount before = counts.get(List.of(column, rule));
    String example =
        before == null ? example(object, lineNumber, violation.value()) : before.example();
    long sum = before == null ? 1 : before.rows() + 1;
    counts.put(List.of(column, rule), new RejectionCount(dataset, column, rule, sum, example));
  }

  private static String example(String object, long lineNumber, String value) {
    String where = object.substring(object.lastIndexOf('/') + 1) + " line " + lineNumber;
    if (value == null) {
      return where;
    }
    String text = EscapedBytes.text(value).replace("\n", "\\n").replace("\r", "\\r");
    int end = Math.min(text.length(), LONGEST_EXAMPLE);
    return where + ": " + text.substring(0, end) + (end < text.length() ? "…" : "");
  }

  long rows() {
    return rows;
  }

  List<RejectionCount> counts() {
    return new ArrayList<>(counts.values());
  }
}
