package io.ordersetl.sql;

import java.util.Map;
import java.util.Set;

/**
 * The words and signs that DuckDB and Spark (ANSI mode) were seen to understand alike. What is not
 * listed here is refused, so a new entry needs a trial on both engines.
 */
final class Vocabulary {

  static final Set<String> KEYWORDS =
      Set.of(
          "with",
          "as",
          "select",
          "distinct",
          "from",
          "join",
          "inner",
          "left",
          "right",
          "full",
          "outer",
          "cross",
          "on",
          "where",
          "group",
          "by",
          "having",
          "order",
          "asc",
          "desc",
          "nulls",
          "first",
          "last",
          "union",
          "all",
          "except",
          "intersect",
          "and",
          "or",
          "not",
          "in",
          "is",
          "null",
          "like",
          "between",
          "exists",
          "case",
          "when",
          "then",
          "else",
          "end",
          "over",
          "partition",
          "filter",
          "true",
          "false",
          "interval",
          "rows",
          "row",
          "current",
          "unbounded",
          "preceding",
          "following");

  static final Set<String> FUNCTIONS =
      Set.of(
          "abs",
          "cast",
          "coalesce",
          "count",
          "dense_rank",
          "extract",
          "lag",
          "lead",
          "max",
          "min",
          "nullif",
          "rank",
          "round",
          "row_number",
          "sum");

  /** Types that a value may be cast to; {@code decimal} needs its precision and scale. */
  static final Set<String> TYPES =
      Set.of("integer", "bigint", "decimal", "date", "boolean", "timestamp");

  static final Set<String> SYMBOLS =
      Set.of(
          "(", ")", ",", ".", "+", "-", "*", "/", "%", "=", "<>", "!=", "<", "<=", ">", ">=", "||");

  static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");

  static final Set<String> EXTRACTED = Set.of("year", "quarter", "month", "day");

  static final Set<String> INTERVAL_UNITS = Set.of("day", "month", "year");

  private static final String TEXT_TYPE = "text needs no cast, and its types' names differ";
  private static final String FLOATING = "binary fractions are not exact: use decimal(p, s)";
  private static final String ROW_LIMIT = "number the rows with row_number() over (order by …)";
  private static final String JOIN_KIND = "write join … on, left join … on, or not exists (…)";

  /** What to write instead, for what people try most; these words are refused wherever they are. */
  static final Map<String, String> INSTEAD_OF_WORDS =
      Map.ofEntries(
          Map.entry("qualify", "filter on the window function in the next CTE"),
          Map.entry("limit", ROW_LIMIT),
          Map.entry("offset", ROW_LIMIT),
          Map.entry("isodow", "take the weekday from dim_dates.day_of_the_week_num"),
          Map.entry("dow", "take the weekday from dim_dates.day_of_the_week_num"),
          Map.entry("varchar", TEXT_TYPE),
          Map.entry("text", TEXT_TYPE),
          Map.entry("string", TEXT_TYPE),
          Map.entry("char", TEXT_TYPE),
          Map.entry("double", FLOATING),
          Map.entry("float", FLOATING),
          Map.entry("real", FLOATING),
          Map.entry("numeric", "write decimal(p, s)"),
          Map.entry("int", "write integer"),
          Map.entry("using", "write join … on"),
          Map.entry("natural", JOIN_KIND),
          Map.entry("semi", JOIN_KIND),
          Map.entry("anti", JOIN_KIND),
          Map.entry("lateral", JOIN_KIND),
          Map.entry("recursive", "only one engine has recursive queries of this form"),
          Map.entry("ilike", "only one engine has ilike"));

  static final Map<String, String> INSTEAD_OF_FUNCTIONS =
      Map.of(
          "avg", "its type differs: take sum and count and round the quotient",
          "concat", "null parts differ: write a || b",
          "date_trunc", "its type differs: use extract(year from d) and extract(month from d)",
          "datediff", "compare dates with + interval 'n' day",
          "date_diff", "compare dates with + interval 'n' day",
          "now", "the as-of date is run.as_of_date",
          "current_date", "the as-of date is run.as_of_date");

  static final Map<String, String> INSTEAD_OF_SYMBOLS =
      Map.of(
          ";", "one statement a file, without a semicolon",
          "::", "write cast(x as type)",
          "//", "write cast(round((a - a % nullif(b, 0)) / nullif(b, 0)) as bigint)",
          "==", "write =",
          "<=>", "write is not distinct from",
          "**", "there is no power that both engines know",
          "?", "parameters are the columns of the dataset run",
          "$", "parameters are the columns of the dataset run",
          ":", "parameters are the columns of the dataset run");

  private Vocabulary() {}
}
