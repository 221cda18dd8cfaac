package io.ordersetl.faults.gate;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes on the body of an HTTP/1.1 message, whichever way its length is told. */
final class HttpBody {
  private static final int BUFFER = 16 << 10;

  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER];

  HttpBody(InputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  void pass(HttpHead head) throws IOException {
    if (head.header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      passChunks();
    } else {
      passBytes(Long.parseLong(head.header("Content-Length").orElse("0")));
    }
    out.flush();
  }

  private void passChunks() throws IOException {
    long size;
    do {
      String line = passLine();
      size = Long.parseLong(line.replaceFirst(";.*", ""), 16);
      passBytes(size);
      passLine();
    } while (size > 0);
  }

  private String passLine() throws IOException {
    String line = HttpHead.line(in).orElseThrow(EOFException::new);
    out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return line;
  }

  private void passBytes(long count) throws IOException {
    long left = count;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new EOFException();
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
