package io.ordersetl.checking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * The records of an object by Commons CSV alone: it is asked at every line break whether a record
 * ends there. Slow, and simple enough to be believed.
 */
final class FuzzRecords {
  private static final String OPEN_QUOTE = "EOF reached before encapsulated token finished";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setIgnoreEmptyLines(true)
          .setNullString("")
          .setQuoteMode(QuoteMode.ALL_NON_NULL)
          .get();

  /** A record; its fields are null where it can't be parsed, a field where it is missing. */
  record Found(long line, int offset, String latin1, List<byte[]> fields) {
    byte[] raw() {
      return latin1.getBytes(ISO_8859_1);
    }
  }

  private final byte[] object;
  private final List<Found> found = new ArrayList<>();
  private boolean isQuoteOpen;

  FuzzRecords(byte[] object, int start) {
    this.object = object;
    int position = start;
    while (position < object.length && !isQuoteOpen) {
      position = isLineBreak(position) ? position + 1 : addRecord(position);
    }
  }

  List<Found> found() {
    return found;
  }

  /** Whether the object ends within quotes. */
  boolean isQuoteOpen() {
    return isQuoteOpen;
  }

  private int addRecord(int start) {
    for (int end = start + 1; end <= object.length; end++) {
      if (end == object.length || isLineBreak(end)) {
        byte[] raw = Arrays.copyOfRange(object, start, end);
        try {
          found.add(new Found(lineOf(start), start, new String(raw, ISO_8859_1), fields(raw)));
          return end;
        } catch (IOException e) {
          if (!e.getMessage().contains(OPEN_QUOTE)) {
            found.add(new Found(lineOf(start), start, new String(raw, ISO_8859_1), null));
            return end;
          }
        }
      }
    }
    isQuoteOpen = true;
    return object.length;
  }

  private static List<byte[]> fields(byte[] raw) throws IOException {
    Charset charset =
        Arrays.equals(new String(raw, UTF_8).getBytes(UTF_8), raw) ? UTF_8 : ISO_8859_1;
    List<CSVRecord> records = parse(new String(raw, charset));
    if (records.size() != 1) {
      throw new IllegalStateException(records.size() + " records in one");
    }
    List<byte[]> fields = new ArrayList<>();
    for (String value : records.get(0)) {
      fields.add(value == null ? null : value.getBytes(charset));
    }
    return fields;
  }

  /** All records of a text that Commons CSV reads in one go. */
  static List<CSVRecord> parse(String text) throws IOException {
    try (CSVParser parser =
        CSVParser.builder().setReader(new StringReader(text)).setFormat(FORMAT).get()) {
      return parser.getRecords();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean isLineBreak(int i) {
    return object[i] == '\n' || object[i] == '\r';
  }

  private long lineOf(int offset) {
    String before = new String(object, 0, offset, ISO_8859_1);
    return 1 + before.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
  }
}
