package io.ordersetl.load.target;

/** What a load does to a table. */
public enum Use {
  /** All rows are replaced, by a switch of the table's only partition. */
  SWITCHED,
  /** Rows are deleted and inserted. */
  EDITED
}
