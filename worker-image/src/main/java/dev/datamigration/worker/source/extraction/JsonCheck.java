package dev.datamigration.worker.source.extraction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;

/**
 * Whether Snowflake's VARIANT keeps a JSON text as it is. Its numbers have 38 digits, its objects
 * name a key once (https://docs.snowflake.com/en/sql-reference/functions/parse_json), and its
 * strings are Unicode, which half of a surrogate pair is not. PostgreSQL's {@code json} allows all
 * three. Thread-safe.
 */
final class JsonCheck {
  private static final int MOST_DIGITS = 38;

  /**
   * PostgreSQL and COPY limit a value's size before; its depth is limited by PostgreSQL's stack.
   */
  private final JsonFactory factory =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .build())
          .build();

  /**
   * What VARIANT would not keep, in words that go on after the column's name; null if nothing.
   *
   * @param json UTF-8
   */
  String problem(byte[] json, int offset, int length) {
    try (JsonParser parser = factory.createParser(json, offset, length)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isNumeric() && digits(parser) > MOST_DIGITS) {
          return "has a number of more than 38 digits";
        }
        boolean text = token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING;
        if (text && hasLoneSurrogate(parser)) {
          return "has half of a surrogate pair (\\ud800 to \\udfff) in a string";
        }
      }
      return null;
    } catch (JsonParseException e) {
      return e.getOriginalMessage().startsWith("Duplicate field")
          ? "names a key twice in one object"
          : "is no JSON: " + e.getOriginalMessage();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private static int digits(JsonParser number) throws IOException {
    char[] text = number.getTextCharacters();
    int digits = 0;
    for (int i = number.getTextOffset(); i < number.getTextOffset() + number.getTextLength(); i++) {
      if (text[i] == 'e' || text[i] == 'E') {
        break;
      }
      digits += text[i] >= '0' && text[i] <= '9' ? 1 : 0;
    }
    return digits;
  }

  private static boolean hasLoneSurrogate(JsonParser string) throws IOException {
    char[] text = string.getTextCharacters();
    int end = string.getTextOffset() + string.getTextLength();
    for (int i = string.getTextOffset(); i < end; i++) {
      if (Character.isHighSurrogate(text[i])
          && i + 1 < end
          && Character.isLowSurrogate(text[i + 1])) {
        i++;
      } else if (Character.isSurrogate(text[i])) {
        return true;
      }
    }
    return false;
  }
}
