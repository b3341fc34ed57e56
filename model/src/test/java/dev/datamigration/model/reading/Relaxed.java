package dev.datamigration.model.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.WorkflowConfiguration;

/** Trees and configurations from text without most of JSON's quotes, so that tests read well. */
public final class Relaxed {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
          .build();

  private Relaxed() {}

  /** The tree. */
  public static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("the test's own text is wrong: " + text, e);
    }
  }

  /** The table, which must be readable. */
  public static TableConfiguration table(String text) {
    return value(new ConfigurationReader().read(json(text), TableConfiguration.class));
  }

  /** The workflow, which must be readable. */
  public static WorkflowConfiguration workflow(String text) {
    return value(new ConfigurationReader().read(json(text)));
  }

  private static <T> T value(Reading<T> reading) {
    if (!reading.succeeded()) {
      throw new AssertionError("the test's own text is wrong: " + reading.problems());
    }
    return reading.value();
  }
}
