package dev.datamigration.local.cluster.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The part of Kubernetes' JSONPath that printer columns use: {@code .name}, {@code ['name']},
 * {@code [0]}, {@code [-1]}, {@code [*]}, {@code [?(@.type=="Ready")]}; a dot in a name is written
 * {@code \.}.
 */
public final class JsonPath {
  private static final Pattern STEP =
      Pattern.compile(
          "\\.((?:[^.\\[\\\\]|\\\\.)+)"
              + "|\\['([^']*)'\\]"
              + "|\\[(-?\\d+)\\]"
              + "|\\[(\\*)\\]"
              + "|\\[\\?\\(@\\.([\\w.]+)\\s*==\\s*[\"']([^\"']*)[\"']\\)\\]");

  private final List<Function<JsonNode, Stream<JsonNode>>> steps;

  private JsonPath(List<Function<JsonNode, Stream<JsonNode>>> steps) {
    this.steps = steps;
  }

  /**
   * Parses a path.
   *
   * @throws IllegalArgumentException for anything beyond the part described above
   */
  public static JsonPath parse(String source) {
    List<Function<JsonNode, Stream<JsonNode>>> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(source);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      steps.add(step(matcher));
      end = matcher.end();
    }
    if (end != source.length() || source.isEmpty()) {
      throw new IllegalArgumentException("JSON path not supported: " + source);
    }
    return new JsonPath(steps);
  }

  private static Function<JsonNode, Stream<JsonNode>> step(Matcher matcher) {
    if (matcher.group(1) != null) {
      String name = matcher.group(1).replace("\\.", ".");
      return node -> Stream.of(node.path(name));
    }
    if (matcher.group(2) != null) {
      String name = matcher.group(2);
      return node -> Stream.of(node.path(name));
    }
    if (matcher.group(3) != null) {
      int index = Integer.parseInt(matcher.group(3));
      return node -> Stream.of(node.path(index < 0 ? node.size() + index : index));
    }
    if (matcher.group(4) != null) {
      return JsonNode::valueStream;
    }
    String[] field = matcher.group(5).split("\\.", -1);
    String wanted = matcher.group(6);
    return node ->
        node.valueStream().filter(item -> JsonNodes.at(item, field).asText("").equals(wanted));
  }

  /** Every node the path leads to. */
  public List<JsonNode> all(JsonNode root) {
    Stream<JsonNode> nodes = Stream.of(root);
    for (Function<JsonNode, Stream<JsonNode>> step : steps) {
      nodes = nodes.flatMap(step);
    }
    return nodes.filter(node -> !node.isMissingNode()).toList();
  }

  /** The first node the path leads to, else a missing node. */
  public JsonNode first(JsonNode root) {
    List<JsonNode> all = all(root);
    return all.isEmpty() ? MissingNode.getInstance() : all.get(0);
  }
}
