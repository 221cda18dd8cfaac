package io.ordersetl.checking;

/**
 * One broken rule in one row.
 *
 * @param column null where the whole row is at fault
 * @param value what was found; null where nothing was
 */
record Violation(String column, Rule rule, String value) {}
