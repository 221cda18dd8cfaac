package io.ordersetl.checking;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column as the documentation describes it, and a judge of its values that shares no line with
 * the product: regular expressions, {@link BigDecimal} and {@link LocalDate}.
 *
 * @param rule a kind's rule by name, or nothing; what it says is in {@link #json} and {@link
 *     #verdict}
 */
record FuzzColumn(String name, String type, boolean nullable, String rule) {
  private static final String[] TYPES = {
    "integer",
    "bigint",
    "decimal(6,2)",
    "decimal(30,4)",
    "decimal(3,0)",
    "date",
    "timestamp",
    "boolean",
    "text",
    "text"
  };
  private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");
  private static final Pattern ISO = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
  private static final Pattern GERMAN = Pattern.compile("([0-9]{2})\\.([0-9]{2})\\.([0-9]{4})");
  private static final Pattern TIME =
      Pattern.compile(
          "(.{10})[ T]([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(\\.[0-9]{0,6})?)?");

  static FuzzColumn random(String name, Random random) {
    String type = TYPES[random.nextInt(TYPES.length)];
    boolean hasRule = random.nextInt(3) == 0;
    return new FuzzColumn(name, type, random.nextInt(3) > 0, hasRule ? rule(type, random) : "");
  }

  private static String rule(String type, Random random) {
    return switch (type) {
      case "date" -> random.nextBoolean() ? "bounds" : "format";
      case "text" -> List.of("length", "pattern", "oneOf").get(random.nextInt(3));
      case "timestamp", "boolean" -> "";
      default -> "bounds";
    };
  }

  String json() {
    String members =
        switch (rule) {
          case "bounds" ->
              type.equals("date")
                  ? ", \"min\": \"2000-02-29\", \"max\": \"2026-11-22\""
                  : ", \"min\": -7.5, \"max\": 100";
          case "format" -> ", \"format\": \"dd.MM.uuuu\"";
          case "length" -> ", \"length\": 2";
          case "pattern" -> ", \"pattern\": \"[a-c ]*\"";
          case "oneOf" -> ", \"oneOf\": [\"a\", \"b c\", \"\"]";
          default -> "";
        };
    return "{\"name\": \"%s\", \"type\": \"%s\", \"nullable\": %s%s}"
        .formatted(name, type, nullable, members);
  }

  /** What a table has for it, and how it is selected so that it is written as staged. */
  String sqlType() {
    return type;
  }

  String selected() {
    return type.equals("boolean") ? name + "::text" : name;
  }

  /** A value's canonical text, or the rule it breaks behind an exclamation mark. */
  String verdict(byte[] bytes) {
    String value = new String(bytes, StandardCharsets.UTF_8);
    boolean isUtf8 = java.util.Arrays.equals(value.getBytes(StandardCharsets.UTF_8), bytes);
    if (!isUtf8 || value.contains("\0")) {
      return "!encoding";
    }
    return switch (type) {
      case "integer" -> integer(value, 31);
      case "bigint" -> integer(value, 63);
      case "decimal(6,2)" -> decimal(value, 6, 2);
      case "decimal(30,4)" -> decimal(value, 30, 4);
      case "decimal(3,0)" -> decimal(value, 3, 0);
      case "date" -> date(value);
      case "timestamp" -> timestamp(value);
      case "boolean" -> bool(value);
      default -> text(value);
    };
  }

  private String integer(String value, int bits) {
    if (!INTEGER.matcher(value).matches()) {
      return "!type";
    }
    BigInteger number = new BigInteger(value);
    return number.bitLength() > bits ? "!type" : bounded(new BigDecimal(number));
  }

  private String decimal(String value, int precision, int scale) {
    if (!DECIMAL.matcher(value).matches()) {
      return "!type";
    }
    BigDecimal number = new BigDecimal(value).stripTrailingZeros();
    boolean fits =
        number.scale() <= scale
            && number.abs().compareTo(BigDecimal.TEN.pow(precision - scale)) < 0;
    return fits ? bounded(number.setScale(scale)) : "!type";
  }

  private String bounded(BigDecimal number) {
    if (rule.equals("bounds") && number.compareTo(new BigDecimal("-7.5")) < 0) {
      return "!min";
    }
    boolean isOver = rule.equals("bounds") && number.compareTo(new BigDecimal("100")) > 0;
    return isOver ? "!max" : number.toPlainString();
  }

  private String date(String value) {
    Matcher german = GERMAN.matcher(value);
    if (rule.equals("format")) {
      return german.matches() ? day(german.group(3), german.group(2), german.group(1)) : "!type";
    }
    Matcher iso = ISO.matcher(value);
    String day = iso.matches() ? day(iso.group(1), iso.group(2), iso.group(3)) : "!type";
    if (day.startsWith("!") || rule.isEmpty()) {
      return day;
    }
    return day.compareTo("2000-02-29") < 0
        ? "!min"
        : day.compareTo("2026-11-22") > 0 ? "!max" : day;
  }

  private static String day(String year, String month, String day) {
    int m = Integer.parseInt(month);
    int d = Integer.parseInt(day);
    boolean exists =
        !year.equals("0000")
            && m >= 1
            && m <= 12
            && d >= 1
            && d <= LocalDate.of(Integer.parseInt(year), m, 1).lengthOfMonth();
    return exists ? year + "-" + month + "-" + day : "!type";
  }

  private static String timestamp(String value) {
    Matcher time = TIME.matcher(value);
    if (!time.matches()) {
      return "!type";
    }
    Matcher iso = ISO.matcher(time.group(1));
    String day = iso.matches() ? day(iso.group(1), iso.group(2), iso.group(3)) : "!type";
    String seconds = time.group(4) == null ? "00" : time.group(4);
    String fraction = time.group(5) == null ? "" : time.group(5).replaceAll("\\.?0*$", "");
    return day.startsWith("!")
        ? day
        : day + " " + time.group(2) + ":" + time.group(3) + ":" + seconds + fraction;
  }

  private static String bool(String value) {
    boolean isAscii = value.chars().allMatch(c -> c < 128);
    String word = "," + value.toLowerCase(Locale.ROOT) + ",";
    if (isAscii && value.length() > 0 && ",true,t,yes,y,on,1,".contains(word)) {
      return "true";
    }
    return isAscii && value.length() > 0 && ",false,f,no,n,off,0,".contains(word)
        ? "false"
        : "!type";
  }

  private String text(String value) {
    boolean isBad =
        switch (rule) {
          case "length" -> value.codePoints().count() > 2;
          case "pattern" -> value.chars().anyMatch(c -> "abc ".indexOf(c) < 0);
          case "oneOf" -> !List.of("a", "b c", "").contains(value);
          default -> false;
        };
    if (isBad) {
      return "!" + (rule.equals("oneOf") ? "one_of" : rule);
    }
    boolean isPlain = !value.isEmpty() && value.chars().noneMatch(c -> ",\"\r\n".indexOf(c) >= 0);
    return isPlain ? value : '"' + value.replace("\"", "\"\"") + '"';
  }
}
