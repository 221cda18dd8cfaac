package io.ordersetl.dataset;

/** A column of a dataset: what it is called, what it holds, and what must be true of its values. */
public record Column(
    String name, ColumnType type, boolean nullable, String description, ColumnRules rules) {}
