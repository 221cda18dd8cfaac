package io.ordersetl.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class ObjectStoreExtensionTest {

  @RegisterExtension final ObjectStoreExtension objectStore = new ObjectStoreExtension();

  @RepeatedTest(2)
  void givesEveryTestAnEmptyBucket() {
    assertThat(objectStore.list("")).isEmpty();

    objectStore.put("orders_data/größe.csv", "größe\n");

    assertThat(objectStore.list("orders_data/")).containsExactly("orders_data/größe.csv");
    assertThat(objectStore.text("orders_data/größe.csv")).isEqualTo("größe\n");
  }
}
