package io.ordersetl.task;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a task did with one dataset, in rows; a count that does not apply is 0. */
public record DatasetCounts(
    String name,
    @JsonProperty("rows_read") long rowsRead,
    @JsonProperty("rows_staged") long rowsStaged,
    @JsonProperty("rows_rejected") long rowsRejected,
    @JsonProperty("rows_published") long rowsPublished) {

  /** Counts of a dataset that was read, checked and staged. */
  public static DatasetCounts checked(String name, long read, long staged, long rejected) {
    return new DatasetCounts(name, read, staged, rejected, 0);
  }

  /** Counts of a dataset that was read from staging and published. */
  public static DatasetCounts published(String name, long read, long published) {
    return new DatasetCounts(name, read, 0, 0, published);
  }
}
