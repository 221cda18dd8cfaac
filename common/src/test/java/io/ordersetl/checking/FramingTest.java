package io.ordersetl.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersetl.checking.RecordBatch.Shape;
import io.ordersetl.task.TaskFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The framer and Commons CSV together, against Commons CSV alone and against themselves. */
class FramingTest {
  private static final int LIMIT = 1 << 20;
  private static final String[] PIECES = {
    ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"\"", "a", "bc", " ", "é", "\u2003", "\u0000", "\t"
  };

  /** A record as a test sees it; fields are null where it can't be parsed. */
  private record Read(long line, long offset, String raw, List<String> fields) {}

  @Test
  void readsWhatCommonsCsvReads() throws IOException {
    Random random = new Random(20261122);
    int comparable = 0;
    for (int round = 0; round < 20_000; round++) {
      String text = randomText(random);
      List<List<String>> expected = commonsCsv(text);
      if (expected != null) {
        comparable++;
        assertThat(read(text, 64).stream().map(Read::fields))
            .as("round %d: %s", round, escaped(text))
            .isEqualTo(expected);
      }
    }
    assertThat(comparable).isGreaterThan(5_000);
  }

  @Test
  void doesNotDependOnTheBuffersSize() throws IOException {
    Random random = new Random(42);
    for (int round = 0; round < 5_000; round++) {
      String text = randomText(random);
      List<Read> whole = readOrFailure(text, 1 << 16);
      for (int buffer : new int[] {3, 4, 5, 7, 16}) {
        assertThat(readOrFailure(text, buffer))
            .as("round %d, buffer %d: %s", round, buffer, escaped(text))
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void findsARecordAtEveryOffsetOfABuffer() throws IOException {
    for (int padding = 0; padding < 70; padding++) {
      String before = "x".repeat(padding) + "\n";
      List<Read> records = read(before + "1,\"a\r\nb\"\"\",é\r\n2,,\n", 32);
      int blank = padding == 0 ? 0 : 1;
      assertThat(records.subList(blank, records.size()))
          .containsExactly(
              new Read(2, padding + 1, "1,\"a\r\nb\"\"\",é", List.of("1", "a\r\nb\"", "é")),
              new Read(4, padding + 16, "2,,", Arrays.asList("2", null, null)));
    }
  }

  @Test
  void goesOnAtTheNextLineAfterARecordThatCannotBeParsed() throws IOException {
    assertThat(read("1,\"a\"b,c\n2,d\n3,\"e\nf\"g\n4,h\n", 64))
        .containsExactly(
            new Read(1, 0, "1,\"a\"b,c", null),
            new Read(2, 9, "2,d", List.of("2", "d")),
            new Read(3, 13, "3,\"e\nf\"g", null),
            new Read(5, 22, "4,h", List.of("4", "h")));
  }

  @Test
  void countsEveryKindOfLineBreakOnce() throws IOException {
    assertThat(read("a\rb\r\nc\n\n\"d\r\ne\rf\ng\"\nh", 64).stream().map(Read::line))
        .containsExactly(1L, 2L, 3L, 5L, 9L);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 64, 4096, 1 << 18})
  void cutsARecordOverTheLimitAndReadsOn(int buffer) throws IOException {
    String longRecord = "1,\"" + "x\n".repeat(5_000) + "\"";
    RecordFramer framer = framer(longRecord + "\n2,b\n", 1_000, buffer);
    RecordBatch batch = new RecordBatch();
    List<String> found = new ArrayList<>();
    while (framer.next(batch)) {
      for (int i = 0; i < batch.count(); i++) {
        int kept = batch.end(i) - batch.start(i);
        found.add(batch.shape(i) + " line " + batch.line(i) + ", " + batch.length(i) + " bytes");
        assertThat(kept).isLessThanOrEqualTo(RecordFramer.KEPT_OF_A_LONG_RECORD);
      }
    }
    assertThat(found)
        .containsExactly(
            Shape.TOO_LONG + " line 1, " + longRecord.length() + " bytes",
            Shape.WHOLE + " line 5002, 3 bytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 1 << 18})
  void namesTheLineWhereAnOpenQuoteStarts(int buffer) {
    assertThatThrownBy(() -> read("a,b\nc,d\n\ne,\"f\n" + "g\n".repeat(100), buffer))
        .isInstanceOf(TaskFailure.class)
        .hasMessageContaining("the quote that opens on line 4 is never closed");
  }

  private static List<Read> readOrFailure(String text, int buffer) throws IOException {
    try {
      return read(text, buffer);
    } catch (TaskFailure e) {
      return List.of(new Read(0, 0, e.getMessage(), null));
    }
  }

  private static List<Read> read(String text, int buffer) throws IOException {
    RecordFramer framer = framer(text, LIMIT, buffer);
    RecordJudge judge = new RecordJudge();
    RecordBatch batch = new RecordBatch();
    List<Read> records = new ArrayList<>();
    while (framer.next(batch)) {
      List<Fields> judged = judge.judge(batch); // without a matcher of plain lines all are odd
      for (int i = 0; i < batch.count(); i++) {
        int length = batch.end(i) - batch.start(i);
        String raw = new String(batch.bytes(), batch.start(i), length, StandardCharsets.UTF_8);
        records.add(new Read(batch.line(i), batch.offset(i), raw, fields(judged.get(i))));
      }
    }
    return records;
  }

  private static RecordFramer framer(String text, int limit, int buffer) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new RecordFramer("test", new ByteArrayInputStream(bytes), limit, buffer);
  }

  private static List<String> fields(Fields fields) {
    return fields == null
        ? null
        : IntStream.range(0, fields.count()).mapToObj(fields::value).toList();
  }

  /** What Commons CSV makes of the whole text; null where it gives up on it. */
  private static List<List<String>> commonsCsv(String text) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setIgnoreEmptyLines(true)
            .setNullString("")
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      List<List<String>> records = new ArrayList<>();
      for (CSVRecord record : parser) {
        records.add(Arrays.asList(record.values()));
      }
      return records;
    } catch (java.io.UncheckedIOException e) {
      return null;
    }
  }

  private static String randomText(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(40);
    for (int i = 0; i < length; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  private static String escaped(String text) {
    return text.replace("\n", "\\n").replace("\r", "\\r").replace("\0", "\\0");
  }
}
