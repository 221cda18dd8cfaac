package io.ordersetl.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {
  @ParameterizedTest
  @CsvSource({
    "manual__2026-11-22T09:00:00+00:00, manual__2026-11-22T09~3A00~3A00~2B00~3A00",
    "a/b, a~2Fb",
    ".., ~2E.",
    "é, ~C3~A9",
    "a~b, a~7Eb",
  })
  void isSafeInAKey(String id, String key) {
    assertThat(new RunId(id).key()).isEqualTo(key);
  }

  @Test
  void neverSharesAKeyWithAnotherRun() {
    Random random = new Random(5);
    Set<String> ids = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      String id = randomId(random);
      ids.add(id);
      keys.add(new RunId(id).key());
    }
    assertThat(keys).hasSameSizeAs(ids).allMatch(key -> key.length() <= 180);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\0b"})
  void refusesWhatNamesNothing(String id) {
    assertThatThrownBy(() -> new RunId(id)).isInstanceOf(IllegalArgumentException.class);
  }

  private static String randomId(Random random) {
    String alphabet = "ab~/.é:";
    StringBuilder id = new StringBuilder("x");
    int length = random.nextInt(10) == 0 ? 200 + random.nextInt(3) : random.nextInt(6);
    for (int i = 0; i < length; i++) {
      id.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return id.toString();
  }
}
