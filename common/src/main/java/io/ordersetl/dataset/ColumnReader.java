package io.ordersetl.dataset;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads one column of a contract and checks that its rules fit its type. */
final class ColumnReader {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

  private final JsonObject json;

  private ColumnReader(JsonObject json) {
    this.json = json;
  }

  /** The column, empty where its name or type can't be told. */
  static Optional<Column> read(JsonObject json) {
    return new ColumnReader(json).read();
  }

  private Optional<Column> read() {
    json.require("name");
    json.require("type");
    Optional<String> name = json.parsed("name", ColumnReader::checkedName);
    Optional<ColumnType> type = json.parsed("type", ColumnType::parse);
    boolean nullable = json.flag("nullable").orElse(false);
    String description = json.text("description").orElse("");
    Optional<ColumnRules> rules = type.map(this::rules);
    rules.filter(ColumnRules::allowNothing).ifPresent(r -> json.problem("min", "is over max"));
    json.refuseUnknownKeys();
    if (name.isEmpty() || type.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Column(name.get(), type.get(), nullable, description, rules.orElseThrow()));
  }

  private ColumnRules rules(ColumnType type) {
    refuseBoundsUnless(type.isNumber() || type.isTemporal(), type);
    return new ColumnRules(
        bound("min", type.isNumber(), ColumnReader::number),
        bound("max", type.isNumber(), ColumnReader::number),
        bound("min", type.isTemporal(), ColumnReader::moment),
        bound("max", type.isTemporal(), ColumnReader::moment),
        length(type),
        onlyFor(type, ColumnType.Kind.TEXT, "pattern", json.parsed("pattern", this::pattern)),
        json.texts("oneOf"),
        json.has("format") && !type.isTemporal()
            ? refuse("format", "is for dates and timestamps, not for " + type)
            : json.parsed("format", text -> formatter(text, type)));
  }

  private void refuseBoundsUnless(boolean ordered, ColumnType type) {
    for (String key : List.of("min", "max")) {
      if (json.has(key) && !ordered) {
        json.problem(key, "is for numbers, dates and timestamps, not for " + type);
      }
    }
  }

  private <T> Optional<T> bound(
      String key, boolean applies, java.util.function.Function<String, T> parser) {
    Optional<String> text = json.scalar(key);
    return applies ? json.parse(key, text, parser) : Optional.empty();
  }

  private OptionalInt length(ColumnType type) {
    Optional<Long> length = onlyFor(type, ColumnType.Kind.TEXT, "length", json.count("length"));
    return length.isPresent()
        ? OptionalInt.of((int) Math.min(Integer.MAX_VALUE, length.get()))
        : OptionalInt.empty();
  }

  private <T> Optional<T> onlyFor(
      ColumnType type, ColumnType.Kind kind, String key, Optional<T> value) {
    return value.isPresent() && type.kind() != kind
        ? refuse(key, "is for " + kind.name().toLowerCase(Locale.ROOT) + ", not for " + type)
        : value;
  }

  private <T> Optional<T> refuse(String key, String what) {
    json.problem(key, what);
    return Optional.empty();
  }

  private Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a regular expression: " + e.getDescription(), e);
    }
  }

  /** A day that does not exist is refused, not moved: the 31st of November is no date. */
  private static DateTimeFormatter formatter(String text, ColumnType type) {
    try {
      DateTimeFormatter formatter =
          new DateTimeFormatterBuilder()
              .appendPattern(text)
              .parseDefaulting(ChronoField.ERA, IsoEra.CE.getValue())
              .toFormatter(Locale.ROOT)
              .withResolverStyle(ResolverStyle.STRICT);
      String written = formatter.format(LocalDateTime.of(2001, 2, 3, 4, 5, 6));
      formatter.parse(
          written, type.kind() == ColumnType.Kind.DATE ? LocalDate::from : LocalDateTime::from);
      return formatter;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new IllegalArgumentException(
          "expected how a "
              + type
              + " is written, such as dd.MM.yyyy or dd.MM.yyyy HH:mm, found '"
              + text
              + "'",
          e);
    }
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("expected a number, found '" + text + "'", e);
    }
  }

  private static LocalDateTime moment(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay()
          : LocalDateTime.parse(text.replace(' ', 'T'));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "expected an ISO date or timestamp, found '" + text + "'", e);
    }
  }

  private static String checkedName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "expected a lower-case name of letters, digits and _, found '" + name + "'");
    }
    return name;
  }
}
