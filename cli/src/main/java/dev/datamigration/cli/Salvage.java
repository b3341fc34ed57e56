package dev.datamigration.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.model.config.WorkflowConfiguration;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.ConfigurationProblem;
import dev.datamigration.model.reading.ConfigurationPath;
import dev.datamigration.model.reading.ConfigurationReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of a configuration that can be taken over, and what is left.
 *
 * @param configuration readable as {@link WorkflowConfiguration}; every value as it was written,
 *     without explicit nulls, which mean not said
 * @param leftOut what was not taken over, with its value
 */
record Salvage(JsonNode configuration, List<LeftOut> leftOut) {
  /** A value that has no place in a workflow. */
  record LeftOut(ConfigurationProblem problem, JsonNode value) {}

  Salvage {
    leftOut = List.copyOf(leftOut);
  }

  /** Takes over whatever can be. */
  static Salvage of(JsonNode written) {
    Map<String, ConfigurationProblem> problems = new LinkedHashMap<>();
    for (ConfigurationProblem problem : new ConfigurationReader().read(written).problems()) {
      problems.putIfAbsent(problem.path(), problem);
    }
    List<LeftOut> leftOut = new ArrayList<>();
    JsonNode kept = new Copy(problems, leftOut).copy(written, "");
    return new Salvage(kept, leftOut);
  }

  private record Copy(Map<String, ConfigurationProblem> problems, List<LeftOut> leftOut) {
    /** Null if nothing of it is taken over. */
    JsonNode copy(JsonNode value, String path) {
      ConfigurationProblem problem = problems.get(asReported(path));
      if (problem != null) {
        leftOut.add(new LeftOut(problem, value));
        return null;
      }
      if (value.isObject()) {
        return object(value, path);
      }
      return value.isArray() ? list(value, path) : value;
    }

    private JsonNode object(JsonNode value, String path) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        JsonNode kept = copy(entry.getValue(), ConfigurationPath.child(path, entry.getKey()));
        if (kept != null && !kept.isNull()) {
          copy.set(entry.getKey(), kept);
        }
      }
      return copy;
    }

    private JsonNode list(JsonNode value, String path) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      for (int i = 0; i < value.size(); i++) {
        JsonNode kept = copy(value.get(i), ConfigurationPath.item(path, i));
        if (kept != null) {
          copy.add(kept);
        }
      }
      return copy;
    }

    /** Problems bound their texts; a path is found by the text it would have there. */
    private static String asReported(String path) {
      return new ConfigurationProblem(ConfigurationErrorCode.UNKNOWN_KEY, path, "", "").path();
    }
  }
}
