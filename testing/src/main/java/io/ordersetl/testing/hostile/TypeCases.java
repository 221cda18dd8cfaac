package io.ordersetl.testing.hostile;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Values that only look as if they were of their column's type. */
final class TypeCases {
  private TypeCases() {}

  /**
   * A case for each kind of column; each value is followed by what is staged for it, or by the rule
   * it breaks behind an exclamation mark.
   */
  static List<HostileCase> all() {
    return List.of(
        values("integers", "integer", "2147483647", "2147483647", "-2147483648", "-2147483648")
            .and("2147483648", "!type", "-2147483649", "!type", "9223372036854775808", "!type")
            .and("+7", "7", "007", "7", "-0", "0", "+0", "0", "--7", "!type", "+-7", "!type")
            .and("7.0", "!type", "7.", "!type", "1e3", "!type", "0x10", "!type", "1_000", "!type")
            .and("1.000", "!type", "1 000", "!type", " 7", "!type", "7 ", "!type", "7-", "!type")
            .and("\u22127", "!type", "+", "!type", "-", "!type", "NaN", "!type", "null", "!type")
            .and(
                "\"\"", "!type", "", "", "\"7\"", "7", "7;", "!type", "0b1", "!type", "7L", "!type")
            .hostileCase(),
        values("bigints", "bigint", "9223372036854775807", "9223372036854775807")
            .and("-9223372036854775808", "-9223372036854775808", "9223372036854775808", "!type")
            .and("-9223372036854775809", "!type", "99999999999999999999", "!type")
            .and("0000000000000000000000000007", "7", "-999999999999999999", "-999999999999999999")
            .and("1000000000000000000", "1000000000000000000", "1E3", "!type", "Infinity", "!type")
            .and("1.5", "!type", "\"1,5\"", "!type", "\uFF17", "!type", "7\t", "!type")
            .hostileCase(),
        values("decimals", "decimal(6,2)", "9999.99", "9999.99", "10000.00", "!type")
            .and("-9999.99", "-9999.99", "1.5", "1.50", "1.500", "1.50", "1.505", "!type")
            .and(".5", "0.50", "5.", "5.00", "+.5", "0.50", "-.0", "0.00", "-0.00", "0.00")
            .and("0001.5", "1.50", "00000000000001.50000000000", "1.50", ".", "!type", "+", "!type")
            .and("1e2", "!type", "1E+2", "!type", "\"1,50\"", "!type", "\"1,234.50\"", "!type")
            .and("1.234,50", "!COLUMNS", "1 234.50", "!type", "1'234.50", "!type", "1.2.3", "!type")
            .and("$1.50", "!type", "1.50 EUR", "!type", "(1.50)", "!type", "1.50-", "!type")
            .and("0x1p3", "!type", "NaN", "!type", "-Infinity", "!type", "inf", "!type", "", "")
            .and("\"\"", "!type", "--1", "!type", "99999999999999999999999999999999", "!type")
            .hostileCase(),
        values("the longest decimals", "decimal(38,10)", "1.0000000001", "1.0000000001")
            .and(
                "9999999999999999999999999999.9999999999",
                "9999999999999999999999999999.9999999999")
            .and("-9999999999999999999999999999", "-9999999999999999999999999999.0000000000")
            .and("10000000000000000000000000000", "!type", "0.00000000001", "!type")
            .hostileCase(),
        values("dates", "date", "2026-11-22", "2026-11-22", "2026-02-30", "!type")
            .and("2026-02-29", "!type", "2024-02-29", "2024-02-29", "1900-02-29", "!type")
            .and("2000-02-29", "2000-02-29", "2026-04-31", "!type", "2026-00-01", "!type")
            .and("2026-13-01", "!type", "2026-01-00", "!type", "2026-01-32", "!type")
            .and("0000-01-01", "!type", "0001-01-01", "0001-01-01", "9999-12-31", "9999-12-31")
            .and("10000-01-01", "!type", "-001-01-01", "!type", "+2026-01-01", "!type")
            .and(
                "2026-1-1",
                "!type",
                "26-01-01",
                "!type",
                "20260101",
                "!type",
                "2026/01/01",
                "!type")
            .and(
                "01.02.2026",
                "!type",
                "01/02/2026",
                "!type",
                "2026-001",
                "!type",
                "2026-W01-1",
                "!type")
            .and(
                "2026-01-01Z", "!type", "2026-01-01+01:00", "!type", "2026-01-01T00:00:00", "!type")
            .and("2026-01-01 00:00:00", "!type", " 2026-01-01", "!type", "2026-01-01 ", "!type")
            .and("today", "!type", "infinity", "!type", "null", "!type", "46348", "!type", "", "")
            .and("Jan 1 2026", "!type", "\"\"", "!type", "\"2026-01-01\"", "2026-01-01")
            .hostileCase(),
        values("dates of another format", "date \"format\": \"dd.MM.uuuu\"", "22.11.2026")
            .and("2026-11-22", "30.02.2026", "!type", "1.2.2026", "!type", "2026-11-22", "!type")
            .and("01.01.0000", "!type", "01.01.0001", "0001-01-01", "01.01.10000", "!type")
            .and("22.11.26", "!type", "31.12.9999", "9999-12-31")
            .hostileCase(),
        values("timestamps", "timestamp", "2026-11-22 09:00", "2026-11-22 09:00:00")
            .and(
                "2026-11-22T09:00:00.120", "2026-11-22 09:00:00.12", "2026-11-22 24:00:00", "!type")
            .and("2026-11-22 23:59:60", "!type", "2026-11-22 23:60:00", "!type")
            .and("2026-11-22 09:00:00.1234567", "!type", "2026-11-22 09:00:00Z", "!type")
            .and("2026-11-22 09:00:00+01:00", "!type", "2026-11-22 09:00:00 UTC", "!type")
            .and("2026-11-22 9:00", "!type", "2026-11-22 09:00 AM", "!type", "2026-11-22", "!type")
            .and(
                "2026-11-22  09:00",
                "!type",
                "2026-02-30 09:00",
                "!type",
                "0000-01-01 00:00",
                "!type")
            .and("9999-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999", "1795338000", "!type")
            .and("2026-11-22t09:00", "!type", "2026-11-22 09:00:00,5", "!COLUMNS", "now", "!type")
            .hostileCase(),
        values("booleans", "boolean", "TRUE", "true", "tRuE", "true", "T", "true", "yes", "true")
            .and(
                "off", "false", "0", "false", "1", "true", "2", "!type", "01", "!type", "+1",
                "!type")
            .and(
                "tr",
                "!type",
                "\" true\"",
                "!type",
                "true ",
                "!type",
                "\u2611",
                "!type",
                "ja",
                "!type")
            .and("null", "!type", "\"\"", "!type", "", "", "-1", "!type", "of", "!type")
            .hostileCase(),
        values("texts", "text", "=cmd()", "=cmd()", "=1+1", "=1+1", "@SUM(A1)", "@SUM(A1)")
            .and("+49 30 1234", "+49 30 1234", "-1+2", "-1+2", "\"=HYPERLINK(\"\"x\"\",1)\"")
            .and("\"=HYPERLINK(\"\"x\"\",1)\"", "null", "null", "NULL", "NULL", "\\N", "\\N")
            .and(" a ", " a ", "\t", "\t", "nan", "nan", "'; drop table things; --")
            .and("'; drop table things; --", "${env:HOME}", "${env:HOME}", "%s%n", "%s%n")
            .and("<b>", "<b>", "../../etc", "../../etc", "\"\"", "\"\"", "", "", "0x00", "0x00")
            .hostileCase());
  }

  private static Values values(String name, String type, String... pairs) {
    return new Values(name, Things.of("id bigint key", "it " + nullable(type)), pairs);
  }

  private static String nullable(String type) {
    int end = type.indexOf(' ');
    return end < 0 ? type + " null" : type.substring(0, end) + " null" + type.substring(end);
  }

  /** Values on lines of their own and what becomes of them. */
  private static final class Values {
    private final String name;
    private final Things contract;
    private final java.util.ArrayList<String> pairs;

    Values(String name, Things contract, String... pairs) {
      this.name = name;
      this.contract = contract;
      this.pairs = new java.util.ArrayList<>(List.of(pairs));
    }

    Values and(String... more) {
      pairs.addAll(List.of(more));
      return this;
    }

    HostileCase hostileCase() {
      HostileCase made = HostileCase.of("values of " + name, contract);
      StringBuilder csv = new StringBuilder("id,it\n");
      for (int i = 0; i < pairs.size(); i += 2) {
        String row = i / 2 + "," + pairs.get(i);
        int offset = csv.toString().getBytes(StandardCharsets.UTF_8).length;
        expect(made, i / 2, "%d@%d ".formatted(i / 2 + 2, offset), row);
        csv.append(row).append('\n');
      }
      return made.csv(csv.toString());
    }

    private void expect(HostileCase made, int number, String where, String row) {
      String value = pairs.get(2 * number);
      String verdict = pairs.get(2 * number + 1);
      if (verdict.equals("!COLUMNS")) {
        made.rejects(where + "columns", "3", row);
      } else if (verdict.startsWith("!")) {
        made.rejects(where + "it " + verdict.substring(1), unquoted(value), row);
      } else {
        made.stages(number + "," + verdict + "\n");
      }
    }

    private static String unquoted(String value) {
      return value.startsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }
  }
}
