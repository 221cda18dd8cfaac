package io.ordersetl.faults.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HttpHeadTest {
  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void endsAtTheEmptyLine() throws IOException {
    InputStream in = stream("PUT /b/k?x HTTP/1.1\r\nExpect: 100-continue\r\nA: 1\r\n\r\nbody");

    HttpHead head = HttpHead.read(in).orElseThrow();

    assertThat(head.request()).isEqualTo("PUT /b/k?x");
    assertThat(head.header("expect")).contains("100-continue");
    assertThat(new String(head.without("Expect").bytes(), StandardCharsets.ISO_8859_1))
        .isEqualTo("PUT /b/k?x HTTP/1.1\r\nA: 1\r\n\r\n");
    assertThat(in.readAllBytes()).asString().isEqualTo("body");
    assertThat(HttpHead.read(in)).isEmpty();
  }

  @Test
  void tellsHowLongABodyIs() throws IOException {
    String chunks = "3\r\nabc\r\n0\r\n\r\n";
    InputStream in =
        stream("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks + "next");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new HttpBody(in, out).pass(HttpHead.read(in).orElseThrow());

    assertThat(out).hasToString(chunks);
    assertThat(in.readAllBytes()).asString().isEqualTo("next");
  }
}
