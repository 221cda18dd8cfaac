package io.ordersetl.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleFilesMainTest {

  @TempDir Path folder;

  @Test
  void writesTheFilesThatRunTakes() throws IOException {
    SampleFilesMain.main(new String[] {"undamaged", folder.toString(), "1000", "2026-11-22"});

    assertThat(folder.resolve("orders.csv")).content().hasLineCount(1001);
    assertThat(folder.resolve("reviews.csv")).content().hasLineCount(721);
    assertThat(folder.resolve("shipment_deliveries.csv")).content().hasLineCount(1001);
    assertThat(folder.resolve("dim_dates.csv")).content().contains("2025-12-25,2025,12,25,4,false");
    assertThat(folder.resolve("dim_products.csv")).content().hasLineCount(26);
    assertThat(folder.resolve("orders.csv")).content().doesNotContain("2026-02-30");
  }

  @Test
  void damagesRowsWhereThatIsAskedFor() throws IOException {
    SampleFilesMain.main(new String[] {"damaged", folder.toString(), "10000", "2026-11-22"});

    assertThat(folder.resolve("orders.csv")).content(ISO_8859_1).contains("2026-02-30");
  }
}
