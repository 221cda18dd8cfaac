package io.ordersetl.dataset;

import java.util.Set;

/**
 * A query that returns the rows that should not exist.
 *
 * @param rule what it holds against them, in a sentence
 * @param references the datasets it reads
 */
public record Audit(
    String name, Severity severity, String rule, String sql, Set<String> references) {
  /** Whether the rows an audit finds stop the run. */
  public enum Severity {
    FAIL,
    WARN
  }

  public Audit {
    references = Set.copyOf(references);
  }
}
