package dev.datamigration.local.quickstart.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "BOOLEAN|t|TRUE",
        "BOOLEAN|f|0",
        "NUMBER|1.50|1.5",
        "NUMBER|0.00|0",
        "NUMBER|-0.0|0",
        "NUMBER|100000000000000000000|100000000000000000000.000",
        "NUMBER|007|7",
        "NUMBER|1E+2|100",
        "NUMBER|NaN|NaN",
        "REAL|0.1|0.10000000149011612",
        "REAL|3.4028235e+38|3.4028234663852886E38",
        "DOUBLE|-0|0",
        "DOUBLE|Infinity|inf",
        "DOUBLE|NaN|nan",
        "DOUBLE|5e-324|4.9E-324",
        "FIXED_TEXT|`abc   `|abc",
        "FIXED_TEXT|`   `|``",
        "BINARY|\\x00ff|00FF",
        "DATE|0001-01-01|0001-01-01",
        "TIME|12:34:56.789|12:34:56.789000000",
        "TIMESTAMP|2024-02-29 12:34:56.789|2024-02-29T12:34:56.789000000",
        "TIMESTAMP|2024-02-29 12:34:56|2024-02-29 12:34:56.000000000",
        "INSTANT|2024-02-29 12:34:56+02|2024-02-29 10:34:56.000000000 +0000",
        "INSTANT|2024-02-29 12:34:56.5+05:30|2024-02-29T07:04:56.500Z",
        "INSTANT|1900-01-01 00:00:00-11:30|1900-01-01 11:30:00.000000000 Z",
        "JSON|{\"b\": 1, \"a\": [1, 2.50, null]}|{\"a\":[1.0,2.5,null],\"b\":1}",
      })
  void writingsOfOneValueAreEqual(ValueKind kind, String source, String target) {
    assertThat(CanonicalText.of(kind, source)).isEqualTo(CanonicalText.of(kind, target));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "BOOLEAN|t|f",
        "NUMBER|1.5|1.05",
        "NUMBER|9223372036854775807|9223372036854775806",
        "NUMBER|0.0000000001|0",
        "NUMBER|1|-1",
        "REAL|0.1|0.1000001",
        "DOUBLE|0.1|0.10000000000000002",
        "DOUBLE|NaN|0",
        "DOUBLE|Infinity|-Infinity",
        "TEXT|abc|`abc `",
        "TEXT|``|` `",
        "TEXT|ä|a",
        "FIXED_TEXT|` a`|a",
        "BINARY|00ff|00fe",
        "DATE|2024-02-29|2024-03-01",
        "TIME|12:34:56.789|12:34:56.788999999",
        "TIMESTAMP|2024-02-29 12:34:56|2024-02-29 12:34:56.000000001",
        "TIMESTAMP|2024-02-29 12:34:56|2024-02-29 12:34:57",
        "INSTANT|2024-02-29 12:34:56+02|2024-02-29 12:34:56+00",
        "JSON|[1,2]|[2,1]",
        "JSON|null|\"null\"",
        "JSON|{\"a\":1}|{\"A\":1}",
        "DATE|infinity|9999-12-31",
      })
  void differentValuesDiffer(ValueKind kind, String source, String target) {
    assertThat(CanonicalText.of(kind, source)).isNotEqualTo(CanonicalText.of(kind, target));
  }
}
