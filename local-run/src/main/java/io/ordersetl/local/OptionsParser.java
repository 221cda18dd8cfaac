package io.ordersetl.local;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the command line: {@code --orders 100} and {@code --orders=100}, the last one counts. */
final class OptionsParser {

  private static final Set<String> WITH_VALUE =
      Set.of("--data", "--orders", "--as-of", "--out", "--pipeline");
  private static final String KEEP = "--keep";
  private static final long MOST_ORDERS = 1_000_000_000;

  /** Calendars are made for these, and CSV dates have four digits. */
  private static final int FIRST_YEAR = 1900;

  private static final int LAST_YEAR = 9000;

  private final Map<String, String> values = new HashMap<>();

  private OptionsParser() {}

  /**
   * What the arguments ask for.
   *
   * @param today the as-of date where none is given
   * @throws UsageException where they can't be understood
   */
  static Options parse(List<String> arguments, LocalDate today) {
    OptionsParser parser = new OptionsParser();
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      parser.take(rest.next(), rest);
    }
    return parser.options(today);
  }

  private void take(String argument, Iterator<String> rest) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    if (argument.equals(KEEP)) {
      values.put(KEEP, "");
    } else if (!WITH_VALUE.contains(name)) {
      throw new UsageException("unknown option " + argument);
    } else if (equals >= 0) {
      values.put(name, argument.substring(equals + 1));
    } else if (rest.hasNext()) {
      values.put(name, rest.next());
    } else {
      throw new UsageException(name + " needs a value");
    }
  }

  private Options options(LocalDate today) {
    if (values.containsKey("--data") && values.containsKey("--orders")) {
      throw new UsageException("--orders is about sample data, and --data replaces it: give one");
    }
    return new Options(
        path("--data"),
        value("--orders").map(OptionsParser::orders).orElse(Options.DEFAULT_ORDERS),
        value("--as-of").map(OptionsParser::date).orElse(today),
        path("--out").orElse(Options.DEFAULT_OUT),
        path("--pipeline"),
        values.containsKey(KEEP));
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private Optional<Path> path(String name) {
    return value(name).map(text -> path(name, text));
  }

  private static Path path(String name, String text) {
    if (text.isBlank()) {
      throw new UsageException(name + " needs a folder");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new UsageException(name + ": not a path: " + text);
    }
  }

  private static long orders(String text) {
    try {
      long orders = Long.parseLong(text.replace("_", "").replace(",", ""));
      if (orders >= 1 && orders <= MOST_ORDERS) {
        return orders;
      }
    } catch (NumberFormatException e) {
      // told below, with what was expected
    }
    throw new UsageException(
        "--orders must be a whole number from 1 to " + MOST_ORDERS + ", not " + text);
  }

  private static LocalDate date(String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) {
        return date;
      }
    } catch (DateTimeParseException e) {
      // told below, with what was expected
    }
    throw new UsageException(
        "--as-of must be a date such as 2026-11-22, of the years "
            + FIRST_YEAR
            + " to "
            + LAST_YEAR
            + ", not "
            + text);
  }
}
