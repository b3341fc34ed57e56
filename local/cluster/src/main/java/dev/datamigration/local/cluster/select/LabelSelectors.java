package dev.datamigration.local.cluster.select;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.status.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Label selectors as text ({@code a=b,c!=d,e in (f,g),!h,i}) and as objects (matchLabels,
 * matchExpressions).
 */
public final class LabelSelectors {
  private static final Pattern SET =
      Pattern.compile("\\s*([^\\s=!,()]+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
  private static final Pattern EQUALITY =
      Pattern.compile("\\s*([^\\s=!,()]+)\\s*(==|=|!=)\\s*([^\\s=!,()]*)\\s*");
  private static final Pattern EXISTENCE = Pattern.compile("\\s*(!?)\\s*([^\\s=!,()]+)\\s*");

  private LabelSelectors() {}

  /**
   * Parses the {@code labelSelector} parameter.
   *
   * @throws ApiException 400 when it is malformed
   */
  public static Selector parse(String text) {
    Selector result = object -> true;
    int start = 0;
    while (start < text.length()) {
      int end = endOfRequirement(text, start);
      result = result.and(requirement(text.substring(start, end)));
      start = end + 1;
    }
    return result;
  }

  private static int endOfRequirement(String text, int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        return i;
      }
    }
    return text.length();
  }

  private static Selector requirement(String text) {
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      List<String> values = new ArrayList<>();
      for (String value : set.group(3).split(",", -1)) {
        values.add(value.strip());
      }
      return set.group(2).equals("in")
          ? label(set.group(1), value -> value != null && values.contains(value))
          : label(set.group(1), value -> !values.contains(value));
    }
    Matcher equality = EQUALITY.matcher(text);
    if (equality.matches()) {
      String wanted = equality.group(3);
      return equality.group(2).equals("!=")
          ? label(equality.group(1), value -> !wanted.equals(value))
          : label(equality.group(1), wanted::equals);
    }
    Matcher existence = EXISTENCE.matcher(text);
    if (existence.matches()) {
      boolean absent = existence.group(1).equals("!");
      return label(existence.group(2), value -> absent == (value == null));
    }
    throw ApiException.badRequest("unable to parse requirement: " + text);
  }

  private static Selector label(String key, Predicate<String> wanted) {
    return object -> {
      JsonNode value = JsonNodes.at(object, "metadata", "labels").get(key);
      return wanted.test(value == null ? null : value.asText());
    };
  }

  /** The selector of a workload's {@code spec.selector}. */
  public static Selector ofObject(JsonNode selector) {
    Selector result = object -> true;
    for (var entry : selector.path("matchLabels").properties()) {
      result = result.and(label(entry.getKey(), entry.getValue().asText()::equals));
    }
    for (JsonNode expression : selector.path("matchExpressions")) {
      String key = JsonNodes.text(expression, "key");
      List<String> values = JsonNodes.strings(expression.path("values"));
      result =
          result.and(
              switch (JsonNodes.text(expression, "operator")) {
                case "In" -> label(key, value -> value != null && values.contains(value));
                case "NotIn" -> label(key, value -> !values.contains(value));
                case "Exists" -> label(key, value -> value != null);
                case "DoesNotExist" -> label(key, value -> value == null);
                default ->
                    throw ApiException.badRequest(
                        "not a valid label selector operator: " + expression.path("operator"));
              });
    }
    return result;
  }
}
