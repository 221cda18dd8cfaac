package io.ordersetl.checking;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.ColumnType.Kind;
import io.ordersetl.dataset.Contract;
import java.util.Arrays;
import java.util.List;

/** Finds rows whose primary key an earlier good row already has, in any order and exactly. */
final class KeyColumns {
  private final List<String> names;
  private final int[] columns;
  private final int[] starts;
  private final KeySet keys;
  private String last = "";

  private KeyColumns(Contract contract, KeySet keys) {
    this.names = contract.primaryKey();
    this.columns = names.stream().mapToInt(contract.columnNames()::indexOf).toArray();
    this.starts = new int[contract.columns().size() + 1];
    this.keys = keys;
  }

  /**
   * @param memoryBytes what may be spent on remembering keys
   */
  static KeyColumns of(Contract contract, long memoryBytes) {
    List<Kind> kinds =
        contract.primaryKey().stream()
            .map(name -> contract.column(name).orElseThrow())
            .map(Column::type)
            .map(type -> type.kind())
            .toList();
    boolean isWhole = kinds.equals(List.of(Kind.INTEGER)) || kinds.equals(List.of(Kind.BIGINT));
    String dataset = contract.name();
    return new KeyColumns(
        contract,
        isWhole ? new IntegerKeys(dataset, memoryBytes) : new DigestKeys(dataset, memoryBytes));
  }

  /** Notes where the canonical text of a column starts within the lines. */
  void fieldStarts(int column, int position) {
    starts[column] = position;
    starts[column + 1] = -1; // the last column ends with the line
  }

  /** Takes the key of the row that ends the lines; false when another row has it. */
  boolean claim(StringBuilder lines) {
    if (columns.length == 0) {
      return true;
    }
    last = columns.length == 1 ? text(lines, columns[0]) : joined(lines);
    return keys.add(last);
  }

  /** Takes the key of a plain line; false when another row has it. */
  boolean claim(byte[] bytes, int start, int end, Header header) {
    if (columns.length == 0) {
      return true;
    }
    if (columns.length > 1) {
      last = joined(bytes, start, end, header);
      return keys.add(last);
    }
    int from = PlainLine.startOf(header.field(columns[0]), bytes, start);
    int to = PlainLine.endOf(bytes, from, end);
    boolean isNew = keys.add(bytes, from, to);
    last = isNew ? last : PlainLine.text(bytes, from, to);
    return isNew;
  }

  private String joined(byte[] bytes, int start, int end, Header header) {
    StringBuilder key = new StringBuilder();
    for (int column : columns) {
      int from = PlainLine.startOf(header.field(column), bytes, start);
      key.append(key.isEmpty() ? "" : ",");
      key.append(PlainLine.text(bytes, from, PlainLine.endOf(bytes, from, end)));
    }
    return key.toString();
  }

  /** What the row that was refused last did wrong. */
  Violation violation() {
    return new Violation(String.join(",", names), Rule.PRIMARY_KEY, last);
  }

  /** Canonical fields hold a bare comma only in quotes, so joined keys stay apart. */
  private String joined(StringBuilder lines) {
    return String.join(
        ",", Arrays.stream(columns).mapToObj(column -> text(lines, column)).toList());
  }

  private String text(StringBuilder lines, int column) {
    int next = starts[column + 1];
    return lines.substring(starts[column], next < 0 ? lines.length() : next - 1);
  }
}
