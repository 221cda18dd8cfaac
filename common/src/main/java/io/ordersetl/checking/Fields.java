package io.ordersetl.checking;

/** A record's fields as Commons CSV read them. */
final class Fields {
  private final String[] values;
  private final boolean latin1;

  /**
   * @param values null where a field is empty and has no quotes; not copied
   * @param latin1 whether the values hold the raw bytes, one a character, because the record is not
   *     valid UTF-8
   */
  Fields(String[] values, boolean latin1) {
    this.values = values;
    this.latin1 = latin1;
  }

  int count() {
    return values.length;
  }

  String value(int field) {
    return values[field];
  }

  boolean isLatin1() {
    return latin1;
  }
}
