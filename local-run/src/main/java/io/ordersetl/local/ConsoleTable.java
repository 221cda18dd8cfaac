package io.ordersetl.local;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A table for a terminal: columns aligned, numbers to the right, lying on its side when wide. */
final class ConsoleTable {

  /** Most terminals show this many characters in a line. */
  static final int WIDTH = 100;

  private static final int LONGEST_CELL = 60;
  private static final String CUT = "...";
  private static final String GAP = "  ";
  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,]*(\\.[0-9]+)?");

  private final List<List<String>> rows;
  private final boolean onItsSide;

  private ConsoleTable(List<List<String>> rows, boolean onItsSide) {
    this.rows = rows;
    this.onItsSide = onItsSide;
  }

  /** A table whose first row is the header; every row has a cell for each column. */
  static ConsoleTable of(List<String> header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(header.stream().map(ConsoleTable::shown).toList());
    rows.forEach(row -> all.add(row.stream().map(ConsoleTable::shown).toList()));
    ConsoleTable upright = new ConsoleTable(all, false);
    return upright.width() <= WIDTH ? upright : new ConsoleTable(transposed(all), true);
  }

  /** A cell never breaks a line, nor reaches over the whole of it. */
  private static String shown(String cell) {
    String line = cell.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= LONGEST_CELL
        ? line
        : line.substring(0, LONGEST_CELL - CUT.length()) + CUT;
  }

  private static List<List<String>> transposed(List<List<String>> rows) {
    return IntStream.range(0, rows.get(0).size())
        .mapToObj(column -> rows.stream().map(row -> row.get(column)).toList())
        .toList();
  }

  /** The table's lines, without one that is empty. */
  List<String> lines() {
    int[] widths = widths();
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(column == 0 ? "" : GAP).append(padded(row, column, widths[column]));
      }
      lines.add(line.toString().stripTrailing());
      if (lines.size() == 1 && !onItsSide) {
        lines.add(rule(widths));
      }
    }
    return lines;
  }

  private String padded(List<String> row, int column, int width) {
    String cell = row.get(column);
    String padding = " ".repeat(width - cell.length());
    return isNumeric(column) ? padding + cell : cell + padding;
  }

  /** Whether all cells of a column are numbers or empty, but for its header. */
  private boolean isNumeric(int column) {
    List<List<String>> body = onItsSide ? rows : rows.subList(1, rows.size());
    return !body.isEmpty()
        && body.stream()
            .map(row -> row.get(column))
            .allMatch(cell -> cell.isEmpty() || NUMBER.matcher(cell).matches());
  }

  private static String rule(int[] widths) {
    return String.join(GAP, IntStream.of(widths).mapToObj("-"::repeat).toList());
  }

  private int width() {
    return IntStream.of(widths()).sum() + GAP.length() * (rows.get(0).size() - 1);
  }

  private int[] widths() {
    return IntStream.range(0, rows.get(0).size())
        .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
        .toArray();
  }
}
