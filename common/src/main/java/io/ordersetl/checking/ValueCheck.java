package io.ordersetl.checking;

/** Checks values of one type and writes them the one way that staged files have for them. */
interface ValueCheck {
  /**
   * Checks a value and, where it is good, appends its canonical text.
   *
   * @return the rule it breaks, or null
   */
  Rule check(String value, StringBuilder line);
}
