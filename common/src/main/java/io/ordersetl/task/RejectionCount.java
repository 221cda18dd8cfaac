package io.ordersetl.task;

/**
 * How often one rule was broken in one column of a dataset.
 *
 * @param rows violations of the rule in that column, at most one a row
 * @param example the first of them, as {@code object, line 17: value}
 */
public record RejectionCount(
    String dataset, String column, String rule, long rows, String example) {}
