package dev.datamigration.model.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import dev.datamigration.model.error.ConfigurationErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentParserTest {
  private final DocumentParser parser = new DocumentParser(new JsonFactory());

  @Test
  void aDocumentBecomesATree() {
    assertThat(parser.parse("{\"a\": [1, 12345678901234567890.5]}").value())
        .singleElement()
        .hasToString("{\"a\":[1,12345678901234567890.5]}");
  }

  @Test
  void aKeyThatOccursTwiceIsRefused() {
    assertThat(parser.parse("{\"tables\": [],\n \"tables\": []}").problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ConfigurationErrorCode.DUPLICATE_KEY);
              assertThat(problem.path()).startsWith("line 2");
              assertThat(problem.what()).contains("tables");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "{", "{'a':1}", "{\"a\":1} }", "{\"a\":1} // why"})
  void whatIsNoDocumentIsRefused(String text) {
    assertThat(parser.parse(text).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo(ConfigurationErrorCode.NOT_READABLE);
              assertThat(problem.message()).startsWith("DMW-100: the document ");
            });
  }
}
