package io.ordersetl.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  @Test
  void hasTwentyFiveProducts() {
    List<String> rows = Catalogue.load().csv().lines().toList();

    assertThat(rows).hasSize(26).doesNotHaveDuplicates();
    assertThat(rows.get(0)).isEqualTo("product_id,product_category,product_name");
    assertThat(rows).contains("17,Kitchen,\"Storage Jars, Set of Six\"");
  }

  @Test
  void namesProductsOfWhichOnlyTheIdIsKnown() {
    assertThat(Catalogue.csvOfUnknown(List.of(7L, 12L)))
        .isEqualTo(
            "product_id,product_category,product_name\n"
                + "7,Unknown,Product 7\n"
                + "12,Unknown,Product 12\n");
  }
}
