package dev.datamigration.worker.source.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What VARIANT keeps of a JSON text. */
class JsonCheckTest {
  private final JsonCheck check = new JsonCheck();

  private String problem(String json) {
    byte[] text = ("  " + json).getBytes(StandardCharsets.UTF_8);
    return check.problem(text, 2, text.length - 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": 1, "b": {"a": 2}}
          [1, -2.5e10, true, false, null, "x"]
          "😀 \\ud83d\\ude00"
          12345678901234567890123456789012345678
          0.1234567890123456789012345678901234567
          {"12345678901234567890123456789012345678901": "12345678901234567890123456789012345678901"}
          "\\u0000"
          {}
          """)
  void isKept(String json) {
    assertThat(problem(json)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a": 1, "a": 2}                        | names a key twice in one object
          [{"b": {"a": 1, "\\u0061": 1}}]         | names a key twice in one object
          "x\\udc00y"                             | has half of a surrogate pair
          {"\\ud800k": 1}                         | has half of a surrogate pair
          "\\ud83d\\ud83d\\ude00"                 | has half of a surrogate pair
          123456789012345678901234567890123456789 | has a number of more than 38 digits
          [{"a": -0.123456789012345678901234567890123456789e1}] | has a number of more than 38 digits
          """)
  void isNotKept(String json, String words) {
    assertThat(problem(json)).startsWith(words);
  }

  @Test
  void whatIsDeepOrLongIsReadToItsEnd() {
    assertThat(problem("[".repeat(5_000) + "1" + "]".repeat(5_000))).isNull();
    assertThat(problem("\"" + "x".repeat(15_000_000) + "\"")).isNull();
  }
}
