package io.ordersetl.checking;

import io.ordersetl.dataset.Contract;
import io.ordersetl.task.TaskFailure;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** Where an object's records have a contract's columns: found by name, in any order. */
final class Header {
  private static final int SHOWN_NAMES = 100;
  private static final int LONGEST_SHOWN = 80; // a name has 63 characters

  private final int fieldCount;
  private final int[] fieldOfColumn;
  private final boolean isContracts;

  private Header(int fieldCount, int[] fieldOfColumn) {
    this.fieldCount = fieldCount;
    this.fieldOfColumn = fieldOfColumn;
    this.isContracts = Arrays.equals(fieldOfColumn, IntStream.range(0, fieldCount).toArray());
  }

  /** Matches an object's first record with the contract, or stops with exit 65. */
  static Header match(String object, Contract contract, Fields first) {
    List<String> found = names(first);
    Set<String> missing = new LinkedHashSet<>(contract.columnNames());
    found.forEach(missing::remove);
    refuse(object, contract, "these columns are missing: ", missing, found);
    refuse(object, contract, "these columns are there twice: ", doubled(contract, found), found);
    if (contract.unknownColumnsFail()) {
      Set<String> unknown = new LinkedHashSet<>(found);
      unknown.removeAll(contract.columnNames());
      refuse(object, contract, "the contract doesn't know these columns: ", unknown, found);
    }
    int[] fields = contract.columnNames().stream().mapToInt(found::indexOf).toArray();
    return new Header(found.size(), fields);
  }

  private static List<String> names(Fields first) {
    return IntStream.range(0, first.count())
        .mapToObj(field -> Objects.requireNonNullElse(first.value(field), ""))
        .toList();
  }

  /** Columns of the contract that the header names more than once; others may be doubled. */
  private static Set<String> doubled(Contract contract, List<String> found) {
    Set<String> seen = new HashSet<>();
    Set<String> doubled = new LinkedHashSet<>();
    found.stream()
        .filter(name -> !seen.add(name) && contract.column(name).isPresent())
        .forEach(doubled::add);
    return doubled;
  }

  private static void refuse(
      String object, Contract contract, String what, Set<String> names, List<String> found) {
    if (!names.isEmpty()) {
      throw TaskFailure.dataUnacceptable(
          object
              + ": "
              + what
              + EscapedBytes.text(shortened(names))
              + "; expected a header with "
              + shortened(contract.columnNames())
              + " in any order, found "
              + EscapedBytes.text(shortened(found))
              + "; correct the export, or the contract of "
              + contract.name());
    }
  }

  /** A message is for people and has to fit into a scheduler's database. */
  private static String shortened(Collection<String> names) {
    List<String> shown = names.stream().limit(SHOWN_NAMES).map(Header::shortened).toList();
    return names.size() == shown.size()
        ? shown.toString()
        : "[" + String.join(", ", shown) + ", … " + names.size() + " columns]";
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_SHOWN ? name : name.substring(0, LONGEST_SHOWN) + "…";
  }

  /** How many fields each record must have. */
  int fieldCount() {
    return fieldCount;
  }

  /** The index of the field that holds the contract's column. */
  int field(int column) {
    return fieldOfColumn[column];
  }

  /** Whether records have the contract's columns in its order and nothing else. */
  boolean isContracts() {
    return isContracts;
  }

  int columnCount() {
    return fieldOfColumn.length;
  }
}
