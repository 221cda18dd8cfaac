package io.ordersetl.load.target;

import io.ordersetl.load.target.ExistingTable.ExistingColumn;
import io.ordersetl.postgres.Identifier;
import java.util.List;
import java.util.Optional;

/** Whether a table that is there has columns and a key that the new rows fit into. */
final class ShapeCheck {
  private final TargetTable wanted;
  private final ExistingTable found;
  private final List<String> problems;
  private final List<String> warnings;

  ShapeCheck(
      TargetTable wanted, ExistingTable found, List<String> problems, List<String> warnings) {
    this.wanted = wanted;
    this.found = found;
    this.problems = problems;
    this.warnings = warnings;
  }

  void check() {
    wanted.columns().forEach(this::checkColumn);
    found.columns().stream()
        .filter(column -> wanted.columns().stream().noneMatch(c -> c.name().equals(column.name())))
        .forEach(this::checkExtra);
    checkKey();
  }

  private void checkColumn(TargetColumn column) {
    Optional<ExistingColumn> there = found.column(column.name());
    if (there.isEmpty()) {
      problem(
          "column " + column.name() + " is missing",
          "add column " + Identifier.quote(column.name()) + " " + column.type());
    } else {
      checkColumn(column, there.get());
    }
  }

  private void checkColumn(TargetColumn column, ExistingColumn there) {
    String name = Identifier.quote(column.name());
    if (!there.made().isEmpty()) {
      problem(
          "column " + column.name() + " is " + there.made() + ", its values can't be loaded",
          there.made().equals("identity")
              ? "alter column " + name + " drop identity"
              : "alter column " + name + " drop expression");
    }
    if (!ColumnTypes.serves(there.type(), column.type())) {
      problem(
          "column " + column.name() + " is " + there.type() + ", expected " + column.type(),
          found.isPartitionedBy(column.name()) ? outOfTheWay() : changeOfType(column));
    }
    if (there.required() && !column.required()) {
      problem(
          "column " + column.name() + " is not null, the contract lets it be null",
          "alter column " + name + " drop not null");
    }
  }

  private void checkExtra(ExistingColumn column) {
    String name = Identifier.quote(column.name());
    if (column.required() && !column.filled()) {
      problem(
          "column " + column.name() + " is not in the contract, not null, and without a default",
          "alter column " + name + " drop not null");
    } else if (column.made().equals("identity") && found.isPartitioned()) {
      problem(
          "column " + column.name() + " is an identity, which a switched partition can't have",
          "alter column " + name + " drop identity");
    }
  }

  /** A key that holds the contract's is kept by whatever keeps the contract's. */
  private void checkKey() {
    List<String> key = wanted.primaryKey();
    if (key.isEmpty() || found.primaryKey().containsAll(key)) {
      return;
    }
    String mending = "add primary key (" + wanted.keyList() + ")";
    if (found.primaryKey().isEmpty()) {
      warnings.add(
          wanted.display()
              + " has no primary key, the contract says "
              + key
              + "; add it with: alter table "
              + wanted.qualified()
              + " "
              + mending);
      return;
    }
    problem(
        "the primary key is " + found.primaryKey() + ", expected " + key,
        found.isPartitioned() && key.stream().noneMatch(found::isPartitionedBy)
            ? outOfTheWay()
            : "drop constraint " + keyName() + ", " + mending);
  }

  private String keyName() {
    return found.structure().stream()
        .filter(line -> line.contains(" PRIMARY KEY ("))
        .map(line -> line.substring(0, line.indexOf(" PRIMARY KEY (")))
        .findFirst()
        .orElseThrow();
  }

  private static String changeOfType(TargetColumn column) {
    String name = Identifier.quote(column.name());
    return "alter column "
        + name
        + " type "
        + column.type()
        + " using "
        + name
        + "::"
        + column.type();
  }

  /** What a partitioned table's own column can't be changed to, the load creates anew. */
  private String outOfTheWay() {
    return "rename to " + Identifier.quote(wanted.name() + "_before");
  }

  private void problem(String what, String mending) {
    problems.add(
        wanted.display()
            + ": "
            + what
            + "; mend with\n      alter table "
            + wanted.qualified()
            + " "
            + mending
            + ";");
  }
}
