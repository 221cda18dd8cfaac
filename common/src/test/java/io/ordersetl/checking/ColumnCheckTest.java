package io.ordersetl.checking;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.dataset.Contract;
import io.ordersetl.dataset.DefinitionReader;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each type's values: what they become in staged files, or the rule they break. */
class ColumnCheckTest {
  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "integer|7|7",
        "integer|+007|7",
        "integer|-0|0",
        "integer|2147483647|2147483647",
        "integer|2147483648|!type",
        "integer|1.0|!type",
        "integer|1e3|!type",
        "integer|0x10|!type",
        "integer|1_000|!type",
        "integer|1,000|!type",
        "integer|' 1'|!type",
        "integer|''|!type",
        "integer|+|!type",
        "integer|٣|!type",
        "bigint|-9223372036854775808|-9223372036854775808",
        "bigint|9223372036854775808|!type",
        "decimal(6,2)|1|1.00",
        "decimal(6,2)|-.5|-0.50",
        "decimal(6,2)|-0|0.00",
        "decimal(6,2)|5.|5.00",
        "decimal(6,2)|9999.99|9999.99",
        "decimal(6,2)|1.230|1.23",
        "decimal(6,2)|1.234|!type",
        "decimal(6,2)|10000|!type",
        "decimal(6,2)|1e2|!type",
        "decimal(6,2)|NaN|!type",
        "decimal(6,2)|.|!type",
        "decimal(2,2)|0.99|0.99",
        "decimal(2,2)|1|!type",
        "date|2024-02-29|2024-02-29",
        "date|2023-02-29|!type",
        "date|2024-2-29|!type",
        "date|0000-01-01|!type",
        "date|0001-01-01|0001-01-01",
        "date|9999-12-31|9999-12-31",
        "date|10000-01-01|!type",
        "date|2024-01-01T00:00|!type",
        "date|01/02/2024|!type",
        "date|null|!type",
        "timestamp|2024-01-02T03:04|2024-01-02 03:04:00",
        "timestamp|2024-01-02 03:04:05.120|2024-01-02 03:04:05.12",
        "timestamp|2024-01-02 03:04:05.1234567|!type",
        "timestamp|2024-01-02 24:00:00|!type",
        "timestamp|2024-01-02 03:04:05Z|!type",
        "timestamp|2024-01-0203:04|!type",
        "timestamp|2024-01-02|!type",
        "boolean|TRUE|true",
        "boolean|f|false",
        "boolean|1|true",
        "boolean|tr|!type",
        "boolean|2|!type",
        "text|a b|a b",
        "text|' a '|' a '",
        "text|a,b|\"a,b\"",
        "text|''|\"\"",
        "text|\\.|\\.",
        "text|=cmd()|=cmd()",
      })
  void writesOneFormOfEachValue(String type, String value, String expected) {
    StringBuilder line = new StringBuilder();

    Rule broken = check("\"type\": \"" + type + "\"").check(value, line);

    assertThat(broken == null ? line.toString() : "!" + broken.text()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "'\"type\": \"integer\", \"min\": 1.5, \"max\": 3'|1|min",
        "'\"type\": \"integer\", \"min\": 1.5, \"max\": 3'|4|max",
        "'\"type\": \"integer\", \"min\": 1.5, \"max\": 3'|2|",
        "'\"type\": \"decimal(4,1)\", \"min\": -0.5'|-0.6|min",
        "'\"type\": \"decimal(4,1)\", \"min\": -0.5'|-0.5|",
        "'\"type\": \"date\", \"max\": \"2024-01-01\"'|2024-01-02|max",
        "'\"type\": \"timestamp\", \"min\": \"2024-01-01T12:00\"'|2024-01-01 11:59|min",
        "'\"type\": \"date\", \"format\": \"dd.MM.yyyy\"'|24.12.2024|",
        "'\"type\": \"date\", \"format\": \"dd.MM.yyyy\"'|2024-12-24|type",
        "'\"type\": \"text\", \"length\": 2'|\uD83D\uDE00\uD83D\uDE00|",
        "'\"type\": \"date\", \"format\": \"dd.MM.yyyy\"'|31.11.2024|type",
        "'\"type\": \"date\", \"format\": \"dd/MM/uuuu\"'|31/11/2024|type",
        "'\"type\": \"timestamp\", \"format\": \"dd/MM/uuuu HH:mm\"'|30/11/2024 23:59|",
        "'\"type\": \"text\", \"length\": 2'|abc|length",
        "'\"type\": \"text\", \"pattern\": \"a+\"'|aab|pattern",
        "'\"type\": \"integer\", \"oneOf\": [\"1\", \"2\"]'|+2|",
        "'\"type\": \"integer\", \"oneOf\": [\"1\", \"2\"]'|3|one_of",
      })
  void holdsValuesAgainstTheirRules(String column, String value, String expected) {
    Rule broken = check(column).check(value, new StringBuilder());

    assertThat(broken == null ? null : broken.text()).isEqualTo(expected);
  }

  private static ColumnCheck check(String column) {
    String json = "{\"columns\": [{\"name\": \"a\", " + column + "}]}";
    Contract contract =
        DefinitionReader.read(new TreeMap<>(Map.of("sources/things.json", json))).sources().get(0);
    return new ColumnCheck(contract.columns().get(0));
  }
}
