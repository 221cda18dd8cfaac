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
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * Lets Commons CSV say what odd records hold. Runs of them go to one parser, wherever in the batch
 * they lie, since making one costs as much as parsing 40 short lines; a run that it reads otherwise
 * than as those records is judged record by record.
 */
final class RecordJudge {
  private static final int FIRST_RUN = 4 << 10;

  // With this null string and quote mode an empty field is null, a quoted empty one is not.
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setIgnoreEmptyLines(true)
          .setNullString("")
          .setQuoteMode(QuoteMode.ALL_NON_NULL)
          .get();

  private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder(); // reports bad bytes
  private byte[] gathered = new byte[FIRST_RUN];

  /** The fields of each odd record of a batch; null for a record that can't be parsed. */
  List<Fields> judge(RecordBatch batch) {
    List<Fields> judged = new ArrayList<>(batch.oddCount());
    int odd = 0;
    while (odd < batch.oddCount()) {
      int end = endOfRun(batch, odd);
      if (end == odd) {
        int record = batch.odd(odd);
        judged.add(batch.shape(record) == Shape.TOO_LONG ? null : judgeOne(batch, record));
        odd++;
      } else {
        judgeRun(batch, odd, end, judged);
        odd = end;
      }
    }
    return judged;
  }

  /** The fields of one record, or null where it can't be parsed. */
  Fields judgeOne(RecordBatch batch, int record) {
    CharBuffer text = decode(batch, record);
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
    while (end < batch.oddCount() && batch.shape(batch.odd(end)) == Shape.WHOLE) {
      end++;
    }
    return end;
  }

  private void judgeRun(RecordBatch batch, int from, int to, List<Fields> judged) {
    CharBuffer text = decodeRun(batch, from, to);
    if (text == null) {
      judgeAroundBadBytes(batch, from, to, judged);
      return;
    }
    List<String[]> records = parse(text.toString());
    if (records != null && records.size() == to - from) {
      records.forEach(values -> judged.add(new Fields(values, false)));
      return;
    }
    for (int odd = from; odd < to; odd++) {
      judged.add(judgeOne(batch, batch.odd(odd)));
    }
  }

  /** Judges one by one the records that are not UTF-8, and in runs those between them. */
  private void judgeAroundBadBytes(RecordBatch batch, int from, int to, List<Fields> judged) {
    int run = from;
    for (int odd = from; odd < to; odd++) {
      if (decode(batch, batch.odd(odd)) == null) {
        if (run < odd) {
          judgeRun(batch, run, odd, judged);
        }
        judged.add(judgeOne(batch, batch.odd(odd)));
        run = odd + 1;
      }
    }
    if (run < to) {
      judgeRun(batch, run, to, judged);
    }
  }

  /** The records of a run as text, each on lines of its own; null where they are not UTF-8. */
  private CharBuffer decodeRun(RecordBatch batch, int from, int to) {
    int length = 0;
    for (int odd = from; odd < to; odd++) {
      int record = batch.odd(odd);
      int bytes = batch.end(record) - batch.start(record);
      makeRoom(length + bytes + 1);
      System.arraycopy(batch.bytes(), batch.start(record), gathered, length, bytes);
      length += bytes;
      gathered[length++] = '\n';
    }
    return decode(gathered, 0, length);
  }

  private void makeRoom(int length) {
    if (length > gathered.length) {
      gathered = Arrays.copyOf(gathered, Math.max(length, 2 * gathered.length));
    }
  }

  private CharBuffer decode(RecordBatch batch, int record) {
    return decode(batch.bytes(), batch.start(record), batch.end(record));
  }

  private CharBuffer decode(byte[] bytes, int start, int end) {
    try {
      return utf8.decode(ByteBuffer.wrap(bytes, start, end - start));
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
