package dev.datamigration.local.cluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.datamigration.local.cluster.json.JsonNodes;
import dev.datamigration.local.cluster.status.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a value against a structural schema; the words are those of kube-apiserver. */
public final class SchemaValidation {
  private final List<FieldError> errors = new ArrayList<>();

  private SchemaValidation() {}

  /** Every violation in {@code value}, in document order. */
  public static List<FieldError> validate(StructuralSchema schema, JsonNode value, String path) {
    SchemaValidation validation = new SchemaValidation();
    validation.check(schema, value, path);
    return validation.errors;
  }

  private void check(StructuralSchema schema, JsonNode value, String path) {
    if (value.isNull() && schema.nullable()) {
      return;
    }
    if (!hasType(schema, value)) {
      String wanted = schema.intOrString() ? "integer,string" : schema.type();
      errors.add(
          FieldError.ofType(
              path,
              TextNode.valueOf(typeOf(value)),
              path + " in body must be of type " + wanted + ": \"" + typeOf(value) + "\""));
      return;
    }
    if (!schema.allowedValues().isEmpty()
        && schema.allowedValues().stream().noneMatch(allowed -> JsonNodes.same(allowed, value))) {
      errors.add(FieldError.notSupported(path, value, schema.allowedValues()));
    }
    if (value.isTextual()) {
      checkText(schema, value, path);
    } else if (value.isNumber()) {
      checkNumber(schema, value, path);
    } else if (value.isObject()) {
      checkObject(schema, value, path);
    } else if (value.isArray()) {
      checkArray(schema, value, path);
    }
    checkCombinations(schema, value, path);
  }

  private static boolean hasType(StructuralSchema schema, JsonNode value) {
    if (schema.intOrString()) {
      return value.isTextual() || value.isIntegralNumber();
    }
    return switch (schema.type()) {
      case "" -> true;
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber() || isWhole(value);
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      default -> false;
    };
  }

  private static boolean isWhole(JsonNode value) {
    return value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
  }

  private static String typeOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case NULL -> "null";
      default -> "object";
    };
  }

  private void checkText(StructuralSchema schema, JsonNode value, String path) {
    String text = value.asText();
    int length = text.codePointCount(0, text.length());
    schema
        .size("minLength")
        .ifPresent(
            least -> {
              if (length < least) {
                invalid(path, value, "should be at least " + least + " chars long");
              }
            });
    schema
        .size("maxLength")
        .ifPresent(
            most -> {
              if (length > most) {
                errors.add(FieldError.tooLong(path, most));
              }
            });
    schema
        .pattern()
        .ifPresent(
            pattern -> {
              if (!pattern.matcher(text).find()) {
                invalid(path, value, "should match '" + pattern.pattern() + "'");
              }
            });
    if (!ValueFormats.matches(schema.format(), text)) {
      invalid(path, value, "must be of type " + schema.format() + ": " + JsonNodes.write(value));
    }
  }

  private void checkNumber(StructuralSchema schema, JsonNode value, String path) {
    double number = value.asDouble();
    schema
        .minimum()
        .ifPresent(
            least -> {
              if (schema.exclusiveMinimum() ? number <= least : number < least) {
                invalid(
                    path,
                    value,
                    "should be greater than "
                        + (schema.exclusiveMinimum() ? "" : "or equal to ")
                        + printed(least));
              }
            });
    schema
        .maximum()
        .ifPresent(
            most -> {
              if (schema.exclusiveMaximum() ? number >= most : number > most) {
                invalid(
                    path,
                    value,
                    "should be less than "
                        + (schema.exclusiveMaximum() ? "" : "or equal to ")
                        + printed(most));
              }
            });
    schema
        .multipleOf()
        .ifPresent(
            factor -> {
              if (number % factor != 0) {
                invalid(path, value, "should be a multiple of " + printed(factor));
              }
            });
    if (schema.format().equals("int32") && value.longValue() != value.intValue()) {
      invalid(path, value, "must be of type int32: " + JsonNodes.write(value));
    }
  }

  private void checkObject(StructuralSchema schema, JsonNode value, String path) {
    for (String name : schema.required()) {
      if (!value.has(name)) {
        errors.add(FieldError.required(join(path, name)));
      }
    }
    schema
        .size("minProperties")
        .ifPresent(
            least -> {
              if (value.size() < least) {
                invalid(path, value, "should have at least " + least + " properties");
              }
            });
    schema
        .size("maxProperties")
        .ifPresent(
            most -> {
              if (value.size() > most) {
                errors.add(FieldError.tooMany(path, value.size(), most));
              }
            });
    value
        .properties()
        .forEach(
            entry ->
                schema
                    .field(entry.getKey())
                    .ifPresent(
                        field -> {
                          boolean keyed = !schema.properties().containsKey(entry.getKey());
                          check(
                              field,
                              entry.getValue(),
                              keyed
                                  ? path + "[" + entry.getKey() + "]"
                                  : join(path, entry.getKey()));
                        }));
  }

  private void checkArray(StructuralSchema schema, JsonNode value, String path) {
    schema
        .size("minItems")
        .ifPresent(
            least -> {
              if (value.size() < least) {
                invalid(path, value, "should have at least " + least + " items");
              }
            });
    schema
        .size("maxItems")
        .ifPresent(
            most -> {
              if (value.size() > most) {
                errors.add(FieldError.tooMany(path, value.size(), most));
              }
            });
    Set<JsonNode> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode item = value.get(i);
      String itemPath = path + "[" + i + "]";
      schema.items().ifPresent(items -> check(items, item, itemPath));
      if (schema.listType().equals("map")) {
        JsonNode key = JsonNodes.mapper().createObjectNode();
        for (String name : schema.listMapKeys()) {
          ((com.fasterxml.jackson.databind.node.ObjectNode) key).set(name, item.get(name));
        }
        if (!seen.add(key)) {
          errors.add(FieldError.duplicate(itemPath, key));
        }
      } else if ((schema.listType().equals("set") || schema.uniqueItems()) && !seen.add(item)) {
        errors.add(FieldError.duplicate(itemPath, item));
      }
    }
  }

  private void checkCombinations(StructuralSchema schema, JsonNode value, String path) {
    if (schema.not().isPresent() && accepts(schema.not().get(), value, path)) {
      invalid(path, value, "must not validate the schema (not)", true);
    }
    for (StructuralSchema part : schema.allOf()) {
      check(part, value, path);
    }
    if (!schema.anyOf().isEmpty()
        && schema.anyOf().stream().noneMatch(part -> accepts(part, value, path))) {
      invalid(path, value, "must validate at least one schema (anyOf)", true);
    }
    if (!schema.oneOf().isEmpty()) {
      long matching = schema.oneOf().stream().filter(part -> accepts(part, value, path)).count();
      if (matching != 1) {
        invalid(
            path,
            value,
            "must validate one and only one schema (oneOf). Found "
                + (matching == 0 ? "none valid" : matching + " valid alternatives"),
            true);
      }
    }
  }

  private static boolean accepts(StructuralSchema schema, JsonNode value, String path) {
    return validate(schema, value, path).isEmpty();
  }

  private void invalid(String path, JsonNode value, String what) {
    errors.add(FieldError.invalid(path, value, path + " in body " + what));
  }

  private void invalid(String path, JsonNode value, String what, boolean quoted) {
    String subject = quoted ? "\"" + path + "\"" : path;
    errors.add(FieldError.invalid(path, value, subject + " " + what));
  }

  private static String printed(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
