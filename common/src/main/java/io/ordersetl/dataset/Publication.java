package io.ordersetl.dataset;

/**
 * How a dataset reaches the warehouse's readers.
 *
 * @param asOfColumn the date column that says which run's rows these are; null unless upserted
 */
public record Publication(Mode mode, SchemaRole schema, String asOfColumn) {
  /** What becomes of the rows published before. */
  public enum Mode {
    /** The new rows take the place of all others. */
    REPLACE,
    /** The new rows take the place of those of the same as-of date. */
    UPSERT,
    /** The dataset is not published. */
    NONE
  }

  /** Which of the configured schemas a table lives in. */
  public enum SchemaRole {
    STAGING,
    ANALYTICS
  }
}
