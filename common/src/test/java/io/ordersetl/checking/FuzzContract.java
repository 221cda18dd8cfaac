package io.ordersetl.checking;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A random contract: columns of any kind and rule, a key or none, a limit or none. */
record FuzzContract(List<FuzzColumn> columns, List<String> key, int maxRecordBytes) {
  private static final int NO_LIMIT = 1 << 20;

  static FuzzContract random(Random random) {
    List<FuzzColumn> columns = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      columns.add(FuzzColumn.random("c" + i, random));
    }
    List<String> key =
        columns.stream()
            .filter(column -> !column.nullable() && random.nextInt(3) == 0)
            .map(FuzzColumn::name)
            .toList();
    int limit = random.nextInt(4) == 0 ? 20 + random.nextInt(40) : NO_LIMIT;
    return new FuzzContract(columns, key, limit);
  }

  String json() {
    return "{\"primaryKey\": [%s], \"maxRecordBytes\": %d, \"columns\": [%s]}"
        .formatted(
            key.stream().map(name -> '"' + name + '"').collect(Collectors.joining(",")),
            maxRecordBytes,
            columns.stream().map(FuzzColumn::json).collect(Collectors.joining(", ")));
  }

  List<String> names() {
    return columns.stream().map(FuzzColumn::name).toList();
  }
}
