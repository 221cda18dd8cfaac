package io.ordersetl.sql;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words and signs that DuckDB and Spark (ANSI mode) were seen to understand alike. What is not
 * listed here is refused, so a new entry needs a trial on both engines.
 */
final class Vocabulary {

  static final Set<String> KEYWORDS =
      words(
          """
          select distinct from join inner left right full outer cross on using where group by having
          order asc desc nulls first last limit union all except intersect with as
          and or not in is null like between exists case when then else end true false interval
          over partition filter rows row current unbounded preceding following
          """);

  static final Set<String> FUNCTIONS =
      words(
          """
          abs cast coalesce extract greatest least length nullif round trim
          count max min sum dense_rank lag lead rank row_number
          """);

  /** Types that a value may be cast to; {@code decimal} needs its precision and scale. */
  static final Set<String> TYPES =
      Set.of("integer", "bigint", "decimal", "date", "boolean", "timestamp");

  static final Set<String> SYMBOLS =
      Set.of(
          "(", ")", ",", ".", "+", "-", "*", "/", "%", "=", "<>", "!=", "<", "<=", ">", ">=", "||");

  /** What may follow an alias that is written without as. */
  static final Set<String> ALIAS_ENDS =
      words(
          """
          , ) from join inner left right full cross on using where group having order
          union except intersect limit
          """);

  static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");

  static final Set<String> EXTRACTED = Set.of("year", "quarter", "month", "day");

  static final Set<String> INTERVAL_UNITS = Set.of("day", "month", "year");

  private static final String NO_TEXT_CAST = "text needs no cast, and its types' names differ";
  private static final String FLOATING = "binary fractions are not exact: use decimal(p, s)";
  private static final String JOIN_KIND = "write join … on, left join … on, or not exists (…)";
  private static final String WEEKDAY = "take the weekday from dim_dates.day_of_the_week_num";

  /** What to write instead, for what people try most; these words are refused wherever they are. */
  static final Map<String, String> INSTEAD_OF_WORDS =
      Map.ofEntries(
          Map.entry("qualify", "filter on the window function in the next query of the with"),
          Map.entry("offset", "number the rows with row_number() over (order by …)"),
          Map.entry("natural", JOIN_KIND),
          Map.entry("semi", JOIN_KIND),
          Map.entry("anti", JOIN_KIND),
          Map.entry("asof", JOIN_KIND),
          Map.entry("positional", JOIN_KIND),
          Map.entry("lateral", JOIN_KIND),
          Map.entry("recursive", "only one engine has recursive queries of this form"),
          Map.entry("ilike", "only one engine has ilike"),
          Map.entry("isnull", "write is null"),
          Map.entry("notnull", "write is not null"));

  static final Map<String, String> INSTEAD_OF_TYPES =
      Map.of(
          "varchar", NO_TEXT_CAST,
          "text", NO_TEXT_CAST,
          "string", NO_TEXT_CAST,
          "char", NO_TEXT_CAST,
          "double", FLOATING,
          "float", FLOATING,
          "real", FLOATING,
          "numeric", "write decimal(p, s)",
          "int", "write integer");

  static final Map<String, String> INSTEAD_OF_PARTS =
      Map.of("isodow", WEEKDAY, "dow", WEEKDAY, "dayofweek", WEEKDAY);

  static final Map<String, String> INSTEAD_OF_FUNCTIONS =
      Map.of(
          "avg", "its type differs: take sum and count and round the quotient",
          "upper", "letters beyond ASCII differ",
          "lower", "letters beyond ASCII differ",
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

  private static Set<String> words(String listed) {
    return Pattern.compile("\\s+")
        .splitAsStream(listed.strip())
        .collect(Collectors.toUnmodifiableSet());
  }
}
