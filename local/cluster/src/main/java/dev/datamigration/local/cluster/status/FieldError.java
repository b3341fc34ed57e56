package dev.datamigration.local.cluster.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * One complaint about one field, worded as kube-apiserver words it.
 *
 * @param reason the cause's reason in a Status
 * @param path the field, such as {@code spec.tables[0].target}
 * @param message what follows the path
 */
public record FieldError(String reason, String path, String message) {
  public static FieldError required(String path) {
    return new FieldError("FieldValueRequired", path, "Required value");
  }

  public static FieldError required(String path, String detail) {
    return new FieldError("FieldValueRequired", path, "Required value: " + detail);
  }

  public static FieldError invalid(String path, JsonNode value, String detail) {
    return new FieldError(
        "FieldValueInvalid", path, "Invalid value: " + printed(value) + ": " + detail);
  }

  public static FieldError ofType(String path, JsonNode value, String detail) {
    return new FieldError(
        "FieldValueTypeInvalid", path, "Invalid value: " + printed(value) + ": " + detail);
  }

  public static FieldError forbidden(String path, String detail) {
    return new FieldError("FieldValueForbidden", path, "Forbidden: " + detail);
  }

  public static FieldError duplicate(String path, JsonNode value) {
    return new FieldError("FieldValueDuplicate", path, "Duplicate value: " + printed(value));
  }

  public static FieldError tooLong(String path, int most) {
    return new FieldError(
        "FieldValueTooLong", path, "Too long: may not be more than " + most + " bytes");
  }

  public static FieldError tooMany(String path, int count, int most) {
    return new FieldError(
        "FieldValueTooMany", path, "Too many: " + count + ": must have at most " + most + " items");
  }

  public static FieldError notSupported(
      String path, JsonNode value, Collection<JsonNode> supported) {
    return new FieldError(
        "FieldValueNotSupported",
        path,
        "Unsupported value: "
            + printed(value)
            + ": supported values: "
            + supported.stream().map(FieldError::printed).collect(Collectors.joining(", ")));
  }

  /** Path and message in one line. */
  public String text() {
    return path + ": " + message;
  }

  private static String printed(JsonNode value) {
    return JsonNodes.write(value);
  }
}
