package io.ordersetl.checking;

import io.ordersetl.checking.RecordBatch.Shape;
import io.ordersetl.task.TaskFailure;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * Lets Commons CSV say what records hold. Runs of records go to one parser, since making one costs
 * as much as parsing 40 short lines; a run that holds anything odd is judged record by record.
 */
final class RecordJudge {
  // With this null string and quote mode an empty field is null, a quoted empty one is not.
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setIgnoreEmptyLines(true)
          .setNullString("")
          .setQuoteMode(QuoteMode.ALL_NON_NULL)
          .get();

  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder(); // reports bad bytes

  /** The fields of each record of a batch; null for a record that can't be parsed. */
  List<Fields> judge(RecordBatch batch) {
    List<Fields> judged = new ArrayList<>(batch.count());
    int record = 0;
    while (record < batch.count()) {
      int end = endOfRun(batch, record);
      if (end == record) {
        judged.add(batch.shape(record) == Shape.TOO_LONG ? null : judgeOne(batch, record));
        record++;
      } else {
        judgeRun(batch, record, end, judged);
        record = end;
      }
    }
    return judged;
  }

  /** The fields of one record, or null where it can't be parsed. */
  Fields judgeOne(RecordBatch batch, int record) {
    CharBuffer text = decode(batch, batch.start(record), batch.end(record));
    if (text != null) {
      return judgeOne(text.toString(), false);
    }
    int length = batch.end(record) - batch.start(record);
    String bytes =
        new String(batch.bytes(), batch.start(record), length, StandardCharsets.ISO_8859_1);
    return judgeOne(bytes, true);
  }

  private static Fields judgeOne(String text, boolean latin1) {
    List<String[]> records = parse(text);
    if (records == null) {
      return null;
    }
    if (records.size() != 1) {
      throw TaskFailure.bug(
          "Expected one record, Commons CSV reads " + records.size() + " in: " + text, null);
    }
    return new Fields(records.get(0), latin1);
  }

  private static int endOfRun(RecordBatch batch, int from) {
    int end = from;
    while (end < batch.count() && batch.shape(end) == Shape.WHOLE) {
      end++;
    }
    return end;
  }

  private void judgeRun(RecordBatch batch, int from, int to, List<Fields> judged) {
    CharBuffer text = decode(batch, batch.start(from), batch.end(to - 1));
    if (text == null) {
      judgeAroundBadBytes(batch, from, to, judged);
      return;
    }
    List<String[]> records = parse(text.toString());
    if (records != null && records.size() == to - from) {
      records.forEach(values -> judged.add(new Fields(values, false)));
      return;
    }
    for (int record = from; record < to; record++) {
      judged.add(judgeOne(batch, record));
    }
  }

  /** Judges one by one the records that are not UTF-8, and in runs those between them. */
  private void judgeAroundBadBytes(RecordBatch batch, int from, int to, List<Fields> judged) {
    int run = from;
    for (int record = from; record < to; record++) {
      if (decode(batch, batch.start(record), batch.end(record)) == null) {
        if (run < record) {
          judgeRun(batch, run, record, judged);
        }
        judged.add(judgeOne(batch, record));
        run = record + 1;
      }
    }
    if (run < to) {
      judgeRun(batch, run, to, judged);
    }
  }

  private CharBuffer decode(RecordBatch batch, int start, int end) {
    try {
      return utf8.decode(ByteBuffer.wrap(batch.bytes(), start, end - start));
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static List<String[]> parse(String text) {
    List<String[]> records = new ArrayList<>();
    try (Reader reader = new StringReader(text);
        CSVParser parser = CSVParser.builder().setReader(reader).setFormat(FORMAT).get()) {
      for (CSVRecord record : parser) {
        records.add(record.values());
      }
      return records;
    } catch (IOException | UncheckedIOException e) {
      return null; // Commons CSV can't make records of it
    }
  }
}
