package io.ordersetl.local.sample;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowBufferTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private RowBuffer buffer;

  @BeforeEach
  void open() {
    buffer = new RowBuffer(out);
  }

  @Test
  void writesNumbersAndAmounts() {
    buffer.number(0).comma().number(90).comma().number(Long.MAX_VALUE).comma();
    buffer.cents(5).comma().cents(100).comma().cents(1999).endRow();

    assertThat(written()).isEqualTo("0,90,9223372036854775807,0.05,1.00,19.99\n");
  }

  @Test
  void losesNothingWhereItsCapacityEnds() {
    StringBuilder expected = new StringBuilder();
    for (long number = 0; number < 50_000; number++) {
      buffer.number(number).comma();
      expected.append(number).append(',');
    }
    String longText = "x".repeat(200_000);
    buffer.bytes(longText.getBytes(US_ASCII)).endRow();

    assertThat(written()).isEqualTo(expected + longText + "\n");
  }

  private String written() {
    buffer.flush();
    return out.toString(US_ASCII);
  }
}
