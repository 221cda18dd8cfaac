package io.ordersetl.faults.gate;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The first line and the headers of an HTTP/1.1 message.
 *
 * @param lines without their ends; the first is the request or status line
 */
record HttpHead(List<String> lines) {
  HttpHead {
    lines = List.copyOf(lines);
  }

  /** The next message's head; empty where the connection ended before it. */
  static Optional<HttpHead> read(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    while (true) {
      Optional<String> line = line(in);
      if (line.isEmpty() && lines.isEmpty()) {
        return Optional.empty();
      }
      String text = line.orElseThrow(EOFException::new);
      if (text.isEmpty()) {
        return Optional.of(new HttpHead(lines));
      }
      lines.add(text);
    }
  }

  /** A line without its end; empty where there is none any more. */
  static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n') {
      line.write(next);
      next = in.read();
    }
    return Optional.of(line.toString(StandardCharsets.ISO_8859_1).stripTrailing());
  }

  String first() {
    return lines.get(0);
  }

  /** {@code GET /bucket/key?query} of a request. */
  String request() {
    return first().replaceFirst(" HTTP/1\\.[01]$", "");
  }

  /** The status of an answer. */
  int status() {
    return Integer.parseInt(first().split(" ", 3)[1]);
  }

  Optional<String> header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return lines.stream()
        .skip(1)
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst();
  }

  HttpHead without(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return new HttpHead(
        lines.stream().filter(line -> !line.toLowerCase(Locale.ROOT).startsWith(prefix)).toList());
  }

  byte[] bytes() {
    return (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
