package io.ordersetl.dataset;

import io.ordersetl.dataset.Contract.Kind;
import io.ordersetl.dataset.Publication.Mode;
import io.ordersetl.dataset.Publication.SchemaRole;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** Reads one contract file and notes everything that is wrong with it. */
final class ContractReader {
  private static final double MAX_REJECTED_FRACTION = 0.01;
  private static final int MAX_RECORD_BYTES = 1 << 20;
  private static final long LARGEST_RECORD = 256L << 20;

  private final String name;
  private final Kind kind;
  private final JsonObject json;

  ContractReader(String name, Kind kind, JsonObject json) {
    this.name = name;
    this.kind = kind;
    this.json = json;
  }

  Contract read() {
    json.require("columns");
    List<Column> columns = columns();
    Contract contract =
        new Contract(
            name,
            kind,
            json.text("description").orElse(""),
            location(),
            columns,
            primaryKey(columns),
            quarantine(),
            json.parsed("unknownColumns", ContractReader::failsOnUnknown).orElse(false),
            json.count("minimumRows").orElse(0L),
            json.fraction("maxDropFraction").map(OptionalDouble::of).orElse(OptionalDouble.empty()),
            maxRecordBytes(),
            publication(columns));
    json.refuseUnknownKeys();
    return contract;
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonObject element : json.objects("columns")) {
      Optional<Column> column = ColumnReader.read(element);
      column.ifPresent(columns::add);
      if (column.isPresent() && !names.add(column.get().name())) {
        element.problem("name", "the column " + column.get().name() + " is there twice");
      }
    }
    if (columns.isEmpty() && json.has("columns")) {
      json.problem("columns", "expected at least one column that can be read");
    }
    return columns;
  }

  private String location() {
    return switch (kind) {
      case SOURCE -> json.text("objects").orElse(name + ".csv");
      case DIMENSION -> json.text("table").orElse(name);
      case MODEL -> null;
    };
  }

  private List<String> primaryKey(List<Column> columns) {
    List<String> key = json.texts("primaryKey");
    for (String part : key) {
      Optional<Column> column = columns.stream().filter(c -> c.name().equals(part)).findFirst();
      if (column.isEmpty()) {
        json.problem("primaryKey", "there is no column " + part);
      } else if (column.get().nullable()) {
        json.problem("primaryKey", "the column " + part + " is nullable; a key's columns can't be");
      }
    }
    if (new HashSet<>(key).size() < key.size()) {
      json.problem("primaryKey", "names a column twice");
    }
    return key;
  }

  private Quarantine quarantine() {
    Optional<JsonObject> limits = json.object("quarantine");
    if (limits.isEmpty()) {
      return new Quarantine(OptionalLong.empty(), MAX_REJECTED_FRACTION);
    }
    Optional<Long> rows = limits.get().count("maxRejectedRows");
    double fraction = limits.get().fraction("maxRejectedFraction").orElse(MAX_REJECTED_FRACTION);
    limits.get().refuseUnknownKeys();
    return new Quarantine(rows.map(OptionalLong::of).orElse(OptionalLong.empty()), fraction);
  }

  private int maxRecordBytes() {
    long bytes = json.count("maxRecordBytes").orElse((long) MAX_RECORD_BYTES);
    if (bytes < 1 || bytes > LARGEST_RECORD) {
      json.problem("maxRecordBytes", "expected 1 to " + LARGEST_RECORD + ", found " + bytes);
      return MAX_RECORD_BYTES;
    }
    return (int) bytes;
  }

  private Publication publication(List<Column> columns) {
    Publication byDefault =
        switch (kind) {
          case SOURCE -> new Publication(Mode.REPLACE, SchemaRole.STAGING, null);
          case DIMENSION -> new Publication(Mode.NONE, SchemaRole.STAGING, null);
          case MODEL -> new Publication(Mode.UPSERT, SchemaRole.ANALYTICS, null);
        };
    Optional<JsonObject> publish = json.object("publish");
    if (publish.isEmpty()) {
      if (byDefault.mode() == Mode.UPSERT) {
        json.problem("", "the key \"publish\" is missing; upsert needs an \"asOfColumn\"");
      }
      return byDefault;
    }
    return publication(publish.get(), byDefault, columns);
  }

  private Publication publication(JsonObject publish, Publication byDefault, List<Column> columns) {
    Mode mode = publish.parsed("mode", text -> constant(Mode.class, text)).orElse(byDefault.mode());
    SchemaRole schema =
        publish
            .parsed("schema", text -> constant(SchemaRole.class, text))
            .orElse(byDefault.schema());
    Optional<String> asOfColumn = publish.text("asOfColumn");
    publish.refuseUnknownKeys();
    if (mode == Mode.UPSERT) {
      checkAsOfColumn(publish, asOfColumn, columns);
    } else if (asOfColumn.isPresent()) {
      publish.problem("asOfColumn", "is for the mode upsert");
    }
    if (mode == Mode.REPLACE && columns.stream().allMatch(Column::nullable)) {
      publish.problem("mode", "replace needs at least one column that is not nullable");
    }
    return new Publication(mode, schema, asOfColumn.orElse(null));
  }

  private static void checkAsOfColumn(
      JsonObject publish, Optional<String> asOfColumn, List<Column> columns) {
    boolean isDate =
        columns.stream()
            .filter(column -> asOfColumn.filter(column.name()::equals).isPresent())
            .anyMatch(column -> column.type().kind() == ColumnType.Kind.DATE && !column.nullable());
    if (!isDate) {
      publish.problem("asOfColumn", "upsert needs the name of a date column that is not nullable");
    }
  }

  private static boolean failsOnUnknown(String text) {
    return switch (text) {
      case "ignore" -> false;
      case "fail" -> true;
      default ->
          throw new IllegalArgumentException("expected ignore or fail, found '" + text + "'");
    };
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String text) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    String expected =
        String.join(
            ", ",
            java.util.Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList());
    throw new IllegalArgumentException("expected one of " + expected + ", found '" + text + "'");
  }
}
