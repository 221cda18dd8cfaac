package io.ordersetl.checking;

import java.util.Locale;

/** What a row can break. */
enum Rule {
  /** Commons CSV can't read the record. */
  PARSE,
  /** The record has more or fewer fields than the header. */
  COLUMNS,
  /** The record is longer than the contract allows. */
  RECORD_BYTES,
  /** A value is not UTF-8, or holds a NUL. */
  ENCODING,
  /** A value is missing that may not be. */
  REQUIRED,
  /** A value is not of the column's type. */
  TYPE,
  MIN,
  MAX,
  LENGTH,
  PATTERN,
  ONE_OF,
  /** An earlier row has the same key. */
  PRIMARY_KEY;

  /** The rule's name in rejects. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
