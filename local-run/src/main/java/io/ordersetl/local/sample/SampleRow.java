package io.ordersetl.local.sample;

import java.util.List;

/** A row that a generator draws anew, over and over, and that is written good or damaged. */
interface SampleRow {

  /** Writes the row as it should be, without the line's end. */
  void write(RowBuffer out);

  /** The same fields as text, for the few rows that are damaged. */
  List<String> fields();
}
