package io.ordersetl.load.target;

import io.ordersetl.postgres.Session;
import io.ordersetl.task.TaskFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at everything a load needs of the warehouse before it changes anything, and tells all that
 * is wrong at once, with the SQL that mends it.
 */
public final class Preflight {
  private final Session session;
  private final ExistingTables existing;
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  public Preflight(Session session, ExistingTables existing) {
    this.session = session;
    this.existing = existing;
  }

  /** Checks schemas and tables; what is found is told by the other methods. */
  public Preflight check(Map<TargetTable, Use> tables) throws SQLException {
    new SchemaCheck(session, existing, problems).check(tables);
    for (Map.Entry<TargetTable, Use> table : tables.entrySet()) {
      Optional<ExistingTable> found = existing.find(table.getKey());
      if (found.isPresent()) {
        check(table.getKey(), found.get(), table.getValue());
      }
    }
    return this;
  }

  private void check(TargetTable wanted, ExistingTable found, Use use) throws SQLException {
    if (!found.isPlain() && !found.isPartitioned()) {
      problems.add(
          wanted.display()
              + ": expected a table, found "
              + found.kindInWords()
              + "; rename or drop it, or publish to another schema");
      return;
    }
    new ShapeCheck(wanted, found, problems, warnings).check();
    if (use == Use.SWITCHED) {
      new SwitchCheck(session, wanted, found, problems).check();
    } else {
      new RightsCheck(session, found, problems).check();
    }
  }

  /** What is served, but may surprise. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** Stops with exit 78 and every problem, where there are any. */
  public void refuseProblems() {
    if (!problems.isEmpty()) {
      throw TaskFailure.configuration(
          "The warehouse can't take what this run would publish; nothing was changed. Mend these"
              + " and start load-task again:\n  - "
              + String.join("\n  - ", problems));
    }
  }
}
