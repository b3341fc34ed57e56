package dev.datamigration.model.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.datamigration.model.config.WorkflowConfiguration;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.ConfigurationProblem;
import java.util.List;

/**
 * Trees to configurations, strictly: a key nobody knows, a value of another type and a word that is
 * not allowed are each reported with their path; no value is bent into another type. Explicit null
 * means not said. Thread-safe.
 */
public final class ConfigurationReader {
  private final ObjectMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** A whole configuration, or everything that is wrong with its form. */
  public Reading<WorkflowConfiguration> read(JsonNode json) {
    return read(json, WorkflowConfiguration.class);
  }

  /** A value of one of the configuration's records, or everything that is wrong with its form. */
  public <T extends Record> Reading<T> read(JsonNode json, Class<T> type) {
    List<ConfigurationProblem> problems = ShapeCheck.problems(json, type);
    if (!problems.isEmpty()) {
      return new Reading<>(null, problems);
    }
    try {
      return new Reading<>(mapper.treeToValue(json, type), List.of());
    } catch (JsonProcessingException e) {
      return new Reading<>(
          null,
          List.of(
              new ConfigurationProblem(
                  ConfigurationErrorCode.NOT_READABLE,
                  "",
                  "the configuration cannot be read (" + e.getOriginalMessage() + ")",
                  "Compare it with docs/configuration.md")));
    }
  }

  /** A configuration as a tree, exactly what is said and nothing else. */
  public JsonNode write(Record configuration) {
    return mapper.valueToTree(configuration);
  }
}
