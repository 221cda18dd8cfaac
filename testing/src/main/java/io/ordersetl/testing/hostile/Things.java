package io.ordersetl.testing.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The contract of {@code things} in short: a column is written {@code name type}, then {@code key}
 * or {@code null} for one that is the key or nullable, then further members in JSON.
 *
 * @param object the key of its object
 * @param members further members of the contract in JSON, each with a comma in front
 */
record Things(String object, String members, List<String> columns) {
  static Things of(String... columns) {
    return new Things("things.csv", "", List.of(columns));
  }

  /** A key and a text, the contract of all cases that are not about columns. */
  static Things labelled() {
    return of("id bigint key", "label text null");
  }

  Things with(String member) {
    return new Things(object, members + ", " + member, columns);
  }

  Things packed() {
    return new Things("things.csv.gz", members, columns);
  }

  String json() {
    List<String> keys = new ArrayList<>();
    List<String> written = new ArrayList<>();
    for (String column : columns) {
      List<String> words = new ArrayList<>(Arrays.asList(column.split(" ")));
      String name = words.remove(0);
      String json = "{\"name\": \"" + name + "\", \"type\": \"" + words.remove(0) + '"';
      if (words.remove("key")) {
        keys.add('"' + name + '"');
      }
      if (words.remove("null")) {
        json += ", \"nullable\": true";
      }
      written.add(json + (words.isEmpty() ? "" : ", " + String.join(" ", words)) + '}');
    }
    return "{\"objects\": \"%s\", \"primaryKey\": %s, \"quarantine\": {\"maxRejectedFraction\": 1}%s, \"columns\": %s}"
        .formatted(object, keys, members, written);
  }
}
