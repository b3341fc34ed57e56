package dev.datamigration.model.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.ConfigurationProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Text to trees. A key that occurs twice in an object is refused, because every other parser would
 * keep one of the two and not say which. Thread-safe.
 */
public final class DocumentParser {
  private final ObjectReader reader;

  /**
   * @param format JSON, or a library's factory for another format of the same shape
   */
  public DocumentParser(JsonFactory format) {
    this.reader =
        new ObjectMapper(format)
            .readerFor(JsonNode.class)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  }

  /** The documents of a text: one of JSON, any number of YAML. */
  public Reading<List<JsonNode>> parse(String text) {
    List<JsonNode> documents = new ArrayList<>();
    try (MappingIterator<JsonNode> values = reader.readValues(text)) {
      while (values.hasNextValue()) {
        documents.add(values.nextValue());
      }
    } catch (JsonProcessingException e) {
      return new Reading<>(null, List.of(problem(e)));
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory failed", e);
    }
    if (documents.stream().allMatch(node -> node.isMissingNode() || node.isNull())) {
      return new Reading<>(
          null,
          List.of(
              new ConfigurationProblem(
                  ConfigurationErrorCode.NOT_READABLE,
                  "",
                  "the document is empty",
                  "Write a workflow")));
    }
    return new Reading<>(List.copyOf(documents), List.of());
  }

  private static ConfigurationProblem problem(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String where = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    String message = e.getOriginalMessage();
    if (e instanceof StreamReadException && message.startsWith("Duplicate")) {
      return new ConfigurationProblem(
          ConfigurationErrorCode.DUPLICATE_KEY,
          where,
          "a key occurs twice in one object (" + message + ")",
          "Keep one of the two");
    }
    return new ConfigurationProblem(
        ConfigurationErrorCode.NOT_READABLE,
        where,
        "the document cannot be parsed (" + message + ")",
        "Mend the syntax");
  }
}
