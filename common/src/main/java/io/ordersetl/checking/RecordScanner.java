package io.ordersetl.checking;

/**
 * Finds where records end, by the quoting rules of RFC 4180 as Commons CSV applies them: a quote
 * opens a quoted field only where a field starts, a line break within one belongs to it, and CR, LF
 * and CRLF all end a line. It decides nothing else: what a record holds, and whether it can be read
 * at all, is Commons CSV's to say.
 *
 * <p>The scan can stop at any byte and go on in the next buffer.
 */
final class RecordScanner {
  private enum State {
    FIELD_START,
    UNQUOTED,
    QUOTED,
    QUOTE_IN_QUOTED,
    AFTER_QUOTED,
    MALFORMED
  }

  /** What {@link #scan} returns while the record goes on past the bytes it was given. */
  static final int MORE = -1;

  private State state = State.FIELD_START;
  private long line = 1;
  private long quoteOpenedAt;
  private boolean carriageReturn;
  private int wideBlank; // what was seen so far of one of three bytes behind a closing quote

  /** Starts the next record. */
  void startRecord() {
    state = State.FIELD_START;
    carriageReturn = false;
    wideBlank = 0;
  }

  /** The physical line that the next byte belongs to; the first one is 1. */
  long line() {
    return line;
  }

  /** Counts the line break that ended a record. */
  void countLine() {
    line++;
  }

  /** Goes back to a line, to scan its record again when more of it is there. */
  void backTo(long earlierLine) {
    line = earlierLine;
  }

  /** Whether the bytes so far end within a quoted field. */
  boolean isQuoteOpen() {
    return state == State.QUOTED;
  }

  /** The line on which the last quoted field was opened. */
  long quoteOpenedAt() {
    return quoteOpenedAt;
  }

  /** Whether the record has text after a closing quote, where none may be. */
  boolean isMalformed() {
    return state == State.MALFORMED;
  }

  /** The index of the CR or LF that ends the record, or {@link #MORE}. */
  int scan(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      switch (state) {
        case FIELD_START -> {
          if (bytes[i] == '"') {
            state = State.QUOTED;
            quoteOpenedAt = line;
            i++;
          } else {
            state = State.UNQUOTED;
          }
        }
        case UNQUOTED -> {
          i = skipUnquoted(bytes, i, to);
          if (i < to && bytes[i] != ',') {
            return i;
          }
          i = i < to ? startField(i) : i;
        }
        case QUOTED -> i = skipQuoted(bytes, i, to);
        case QUOTE_IN_QUOTED -> {
          state = bytes[i] == '"' ? State.QUOTED : State.AFTER_QUOTED;
          i += state == State.QUOTED ? 1 : 0;
        }
        case AFTER_QUOTED -> {
          byte b = bytes[i];
          if (wideBlank == 0 && isLineBreak(b)) {
            return i;
          }
          if (wideBlank == 0 && b == ',') {
            i = startField(i);
          } else if (goesOnBlank(b)) {
            i++;
          } else {
            state = State.MALFORMED;
          }
        }
        case MALFORMED -> {
          if (isLineBreak(bytes[i])) {
            return i;
          }
          i++;
        }
        default -> throw new IllegalStateException(state.toString());
      }
    }
    return MORE;
  }

  private int startField(int comma) {
    state = State.FIELD_START;
    return comma + 1;
  }

  private static int skipUnquoted(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != ',' && !isLineBreak(bytes[i])) {
      i++;
    }
    return i;
  }

  private int skipQuoted(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '"') {
        state = State.QUOTE_IN_QUOTED;
        carriageReturn = false;
        return i + 1;
      }
      if (b == '\r' || (b == '\n' && !carriageReturn)) {
        line++;
      }
      carriageReturn = b == '\r';
    }
    return to;
  }

  private static boolean isLineBreak(byte b) {
    return b == '\n' || b == '\r';
  }

  /**
   * Whether this byte belongs to what Commons CSV skips between a closing quote and the comma: what
   * {@link Character#isWhitespace(char)} names, which beyond ASCII is some of the characters that
   * UTF-8 starts with E1 to E3 and has two more bytes for.
   */
  private boolean goesOnBlank(byte b) {
    if (wideBlank == 0 && b >= 0) {
      return Character.isWhitespace(b);
    }
    wideBlank = (wideBlank << 8) | (b & 0xff);
    boolean goesOn =
        wideBlank <= 0xff
            ? wideBlank >= 0xE1 && wideBlank <= 0xE3
            : (b & 0xC0) == 0x80 && (wideBlank <= 0xffff || Character.isWhitespace(wide()));
    if (!goesOn || wideBlank > 0xffff) {
      wideBlank = 0;
    }
    return goesOn;
  }

  private char wide() {
    int first = (wideBlank >> 16) & 0xF;
    int second = (wideBlank >> 8) & 0x3F;
    return (char) ((first << 12) | (second << 6) | (wideBlank & 0x3F));
  }
}
