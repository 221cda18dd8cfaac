package io.ordersetl.checking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.dataset.Column;
import io.ordersetl.dataset.ColumnRules;
import io.ordersetl.dataset.ColumnType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalCheckTest {
  private static final String ALPHABET = "0001259.-+e";

  @Test
  void agreesWithBigDecimalOnWhateverIsWrittenPlainly() {
    Random random = new Random(7);
    int good = 0;
    for (int round = 0; round < 300_000; round++) {
      ColumnType type = randomType(random);
      String value = randomValue(random);
      StringBuilder line = new StringBuilder("before,");

      Rule broken = check(type).check(value, line);

      String expected = byBigDecimal(type, value);
      String found = broken == null ? line.substring("before,".length()) : null;
      assertThat(found).as("%s as %s", value, type).isEqualTo(expected);
      good += expected == null ? 0 : 1;
    }
    assertThat(good).isGreaterThan(50_000);
  }

  private static String byBigDecimal(ColumnType type, String value) {
    try {
      if (value.contains("e")) {
        return null;
      }
      BigDecimal number = new BigDecimal(value).setScale(type.scale(), RoundingMode.UNNECESSARY);
      boolean fits =
          number.abs().compareTo(BigDecimal.TEN.pow(type.precision() - type.scale())) < 0;
      return fits ? number.toPlainString() : null;
    } catch (ArithmeticException | NumberFormatException e) {
      return null;
    }
  }

  private static ColumnType randomType(Random random) {
    int precision = 1 + random.nextInt(6);
    return new ColumnType(ColumnType.Kind.DECIMAL, precision, random.nextInt(precision + 1));
  }

  private static String randomValue(Random random) {
    StringBuilder value = new StringBuilder();
    int length = 1 + random.nextInt(7);
    for (int i = 0; i < length; i++) {
      value.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return value.toString();
  }

  private static DecimalCheck check(ColumnType type) {
    ColumnRules none =
        new ColumnRules(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());
    return new DecimalCheck(new Column("a", type, false, "", none));
  }
}
