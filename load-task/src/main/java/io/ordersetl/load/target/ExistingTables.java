package io.ordersetl.load.target;

import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which of the tables that a run needs are there already, and how. */
public final class ExistingTables {
  private final Map<TargetTable, ExistingTable> found;

  private ExistingTables(Map<TargetTable, ExistingTable> found) {
    this.found = found;
  }

  /** Looks the tables up. */
  public static ExistingTables of(Collection<TargetTable> tables, Catalog catalog)
      throws SQLException {
    Map<TargetTable, ExistingTable> found = new HashMap<>();
    for (TargetTable table : tables) {
      catalog.find(table).ifPresent(existing -> found.put(table, existing));
    }
    return new ExistingTables(found);
  }

  /** Looks the same tables up once more; whether nothing about them has changed. */
  public boolean areStill(Collection<TargetTable> tables, Catalog catalog) throws SQLException {
    return found.equals(of(tables, catalog).found);
  }

  /** The table as it is, where it is there. */
  public Optional<ExistingTable> find(TargetTable table) {
    return Optional.ofNullable(found.get(table));
  }
}
