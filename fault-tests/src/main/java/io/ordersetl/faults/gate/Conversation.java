package io.ordersetl.faults.gate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which statements a PostgreSQL connection runs, from the messages of the protocol, version 3. */
final class Conversation {
  private final Map<String, String> prepared = new HashMap<>();
  private final Deque<String> underWay = new ArrayDeque<>();
  private final List<String> transaction = new ArrayList<>();
  private String bound = "";

  /** What the client begins by this message, such as {@code commit [insert …]}; empty: nothing. */
  synchronized String sent(char type, byte[] body) {
    switch (type) {
      case 'P' -> prepared.put(text(body, 0), text(body, text(body, 0).length() + 1));
      case 'B' -> bound = prepared.getOrDefault(text(body, text(body, 0).length() + 1), "");
      case 'E' -> {
        return begin(bound);
      }
      case 'Q' -> {
        return begin(text(body, 0));
      }
      case 'd' -> {
        return underWay.isEmpty() ? "" : "rows of " + underWay.peekLast();
      }
      default -> {}
    }
    return "";
  }

  /** What the server has completed by this message; empty: nothing. */
  synchronized String received(char type) {
    switch (type) {
      case 'C' -> {
        return underWay.isEmpty() ? "" : underWay.removeFirst();
      }
      case 'Z' -> underWay.clear();
      default -> {}
    }
    return "";
  }

  private String begin(String sql) {
    String statement = oneLine(sql);
    if (statement.equals("begin")) {
      transaction.clear();
    } else if (statement.equals("commit")) {
      statement = "commit " + transaction;
      transaction.clear();
    } else {
      transaction.add(statement);
    }
    underWay.addLast(statement);
    return statement;
  }

  private static String oneLine(String sql) {
    return sql.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
  }

  private static String text(byte[] body, int from) {
    int end = from;
    while (end < body.length && body[end] != 0) {
      end++;
    }
    return new String(body, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
