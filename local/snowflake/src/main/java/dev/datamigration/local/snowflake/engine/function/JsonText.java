package dev.datamigration.local.snowflake.engine.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A VARIANT is kept as JSON text, its numbers to the digit: DuckDB's own JSON functions read a
 * number with a fraction as a double.
 */
final class JsonText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(100_000)
                  .build())
          .build();

  static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** Four lines where others have one: what the real service shows for a VARIANT. */
  private static final ObjectWriter INDENTED =
      MAPPER.writer(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                      .withObjectEmptySeparator("")
                      .withArrayEmptySeparator(""))
              .withObjectIndenter(new DefaultIndenter("  ", "\n"))
              .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private JsonText() {}

  /** PARSE_JSON: the compact text of what is JSON. */
  static String parse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() ? null : node.toString();
    } catch (JsonProcessingException e) {
      throw new FunctionFailure(100069, "22P02", "Error parsing JSON: " + e.getOriginalMessage());
    }
  }

  /** TRY_PARSE_JSON. */
  static String tryParse(String text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node.isMissingNode() ? null : node.toString();
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of the member, cut out of the text of the object; null if there is none. */
  static String field(String json, String name) {
    if (!json.startsWith("{")) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals(name);
        parser.nextToken();
        if (found) {
          return cut(parser, json);
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of the element; null if there is none. */
  static String element(String json, String index) {
    int wanted = Integer.parseInt(index);
    if (!json.startsWith("[") || wanted < 0) {
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        if (i == wanted) {
          return cut(parser, json);
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String cut(JsonParser parser, String json) throws IOException {
    int start = (int) parser.currentTokenLocation().getCharOffset();
    parser.skipChildren();
    parser.finishToken();
    return json.substring(start, (int) parser.currentLocation().getCharOffset());
  }

  /** A VARIANT as a string: a string without its quotes, everything else as JSON, null as NULL. */
  static String text(String json) {
    if (json.equals("null")) {
      return null;
    }
    return json.startsWith("\"") ? read(json).textValue() : json;
  }

  /** A string as a VARIANT. */
  static String quote(String text) {
    return MAPPER.getNodeFactory().textNode(text).toString();
  }

  /** As the driver shows it. */
  static String indent(String json) {
    if (!json.startsWith("{") && !json.startsWith("[")) {
      return json;
    }
    try {
      return INDENTED.writeValueAsString(read(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** TYPEOF: docs.snowflake.com/en/sql-reference/functions/typeof. */
  static String typeOf(String json) {
    JsonNode node = read(json);
    if (node.isNull()) {
      return "NULL_VALUE";
    }
    return switch (node.getNodeType()) {
      case OBJECT -> "OBJECT";
      case ARRAY -> "ARRAY";
      case STRING -> "VARCHAR";
      case BOOLEAN -> "BOOLEAN";
      default -> node.isIntegralNumber() ? "INTEGER" : "DECIMAL";
    };
  }

  /** ARRAY_SIZE; null for what is no array. */
  static String size(String json) {
    return json.startsWith("[") ? Integer.toString(read(json).size()) : null;
  }
}
