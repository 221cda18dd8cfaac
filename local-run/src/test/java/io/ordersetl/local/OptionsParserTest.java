package io.ordersetl.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsParserTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @Test
  void makesTenThousandSampleOrdersWhereNothingIsAskedFor() {
    Options options = parse("");

    assertThat(options.data()).isEmpty();
    assertThat(options.orders()).isEqualTo(10_000);
    assertThat(options.asOf()).isEqualTo(TODAY);
    assertThat(options.out()).isEqualTo(Path.of("out"));
    assertThat(options.pipeline()).isEmpty();
    assertThat(options.keep()).isFalse();
  }

  @Test
  void takesValuesAsTheNextWordOrAfterAnEqualsSign() {
    Options options = parse("--data in --pipeline=mine --out=a=b --as-of 2024-02-29 --keep");

    assertThat(options.data()).contains(Path.of("in"));
    assertThat(options.pipeline()).contains(Path.of("mine"));
    assertThat(options.out()).isEqualTo(Path.of("a=b"));
    assertThat(options.asOf()).isEqualTo("2024-02-29");
    assertThat(options.keep()).isTrue();
  }

  @Test
  void takesNumbersAsTheHelpWritesThem() {
    assertThat(parse("--orders 5,000,000").orders()).isEqualTo(5_000_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--order 5         | unknown option --order",
        "in                | unknown option in",
        "--keep=yes        | unknown option --keep=yes",
        "--data            | --data needs a value",
        "--out=            | --out needs a folder",
        "--orders many     | --orders must be a whole number from 1 to 1000000000, not many",
        "--orders 0        | --orders must be a whole number from 1 to 1000000000, not 0",
        "--orders=-1       | --orders must be a whole number from 1 to 1000000000, not -1",
        "--as-of yesterday | --as-of must be a date such as 2026-11-22, of the years 1900 to 9000,"
            + " not yesterday",
        "--as-of 0026-1-1  | --as-of must be a date such as 2026-11-22, of the years 1900 to 9000,"
            + " not 0026-1-1",
        "--pipeline mine   | --pipeline needs --data DIR: there is no sample data for another"
            + " pipeline's tables",
        "--data in --orders 5 | --orders is about sample data, and --data replaces it: give one"
      })
  void saysWhatIsWrong(String arguments, String message) {
    assertThatThrownBy(() -> parse(arguments))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  private static Options parse(String arguments) {
    List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
    return OptionsParser.parse(words, TODAY);
  }
}
