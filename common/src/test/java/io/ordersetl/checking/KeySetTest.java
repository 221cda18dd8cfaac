package io.ordersetl.checking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordersetl.task.TaskFailure;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class KeySetTest {
  private static final long PLENTY = 1L << 30;

  @Test
  void findsDuplicatesAmongIdsThatLieClose() {
    Random random = new Random(1);
    assertExact(() -> random.nextInt(300_000));
  }

  @Test
  void findsDuplicatesAmongIdsOfAnyRange() {
    Random random = new Random(2);
    assertExact(() -> random.nextLong() >> random.nextInt(64));
  }

  @Test
  void findsDuplicatesAmongNegativeIdsAndTheExtremes() {
    IntegerKeys keys = new IntegerKeys("things", PLENTY);
    for (long key : new long[] {0, -1, -65_536, -65_537, Long.MIN_VALUE, Long.MAX_VALUE}) {
      assertThat(keys.add(key)).as("first %d", key).isTrue();
      assertThat(keys.add(key)).as("second %d", key).isFalse();
    }
  }

  @Test
  void takesLittleMemoryForIdsThatLieClose() {
    IntegerKeys keys = new IntegerKeys("things", 4 << 20);
    for (long key = 0; key < 20_000_000; key++) {
      keys.add(key);
    }
    assertThat(keys.add(19_999_999)).isFalse();
  }

  @Test
  void saysHowMuchMemoryItNeedsBeforeItTakesMoreThanThereIs() {
    Random random = new Random(3);
    IntegerKeys keys = new IntegerKeys("things", 4 << 20);

    assertThatThrownBy(() -> random.longs(2_000_000).forEach(keys::add))
        .isInstanceOf(TaskFailure.class)
        .hasMessageContaining("things: remembering")
        .hasMessageContaining("-Xmx");
  }

  @Test
  void countsTheMemoryOfIdsThatLieNeitherCloseNorFarApart() {
    IntegerKeys keys = new IntegerKeys("things", 1 << 20);

    assertThatThrownBy(
            () -> {
              for (long key = 0; key < 2_000_000; key++) {
                keys.add(key * 190);
              }
            })
        .hasMessageContaining("things: remembering");
  }

  @Test
  void findsDuplicatesAmongTexts() {
    DigestKeys keys = new DigestKeys("things", PLENTY);
    assertThat(keys.add("a,b")).isTrue();
    assertThat(keys.add("\"a,b\"")).isTrue();
    assertThat(keys.add("a,b")).isFalse();
  }

  private static void assertExact(LongSupplier source) {
    IntegerKeys keys = new IntegerKeys("things", PLENTY);
    Set<Long> expected = new HashSet<>();
    for (int i = 0; i < 500_000; i++) {
      long key = source.getAsLong();
      assertThat(keys.add(key)).as("key %d", key).isEqualTo(expected.add(key));
    }
  }
}
