package io.ordersetl.load.publish;

import io.ordersetl.postgres.Identifier;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A standalone table that holds a dataset's new rows until it is attached: {@code {dataset}__{12
 * hex}}, beside the table that readers know.
 */
record FreshTable(PublishedDataset dataset, String name) {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 6;

  static FreshTable of(PublishedDataset dataset) {
    byte[] random = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(random);
    return new FreshTable(dataset, dataset.name() + "__" + HexFormat.of().formatHex(random));
  }

  String schema() {
    return dataset.table().schema();
  }

  String qualified() {
    return Identifier.quote(schema(), name);
  }
}
