package dev.datamigration.local.cluster.select;

import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.resource.ResourceType;
import dev.datamigration.local.cluster.status.ApiException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code fieldSelector} parameter: {@code =}, {@code ==} and {@code !=} on the fields a type
 * allows.
 */
public final class FieldSelectors {
  private static final Pattern REQUIREMENT = Pattern.compile("([^=!]+)(==|=|!=)(.*)");
  private static final Set<String> ALWAYS = Set.of("metadata.name", "metadata.namespace");

  private FieldSelectors() {}

  /**
   * Parses a selector for objects of {@code type}.
   *
   * @throws ApiException 400 for a field that cannot be selected by
   */
  public static Selector parse(ResourceType type, String text) {
    Selector result = object -> true;
    for (String requirement : text.split(",", -1)) {
      if (requirement.isBlank()) {
        continue;
      }
      Matcher matcher = REQUIREMENT.matcher(requirement);
      if (!matcher.matches()) {
        throw ApiException.badRequest(
            "invalid selector: '" + text + "'; can't understand '" + requirement + "'");
      }
      String field = matcher.group(1).strip();
      if (!ALWAYS.contains(field) && !type.rules().selectableFields().contains(field)) {
        throw ApiException.badRequest("field label not supported: " + field);
      }
      String[] path = field.split("\\.", -1);
      String wanted = matcher.group(3).strip();
      boolean equal = !matcher.group(2).equals("!=");
      result = result.and(object -> JsonNodes.at(object, path).asText("").equals(wanted) == equal);
    }
    return result;
  }
}
