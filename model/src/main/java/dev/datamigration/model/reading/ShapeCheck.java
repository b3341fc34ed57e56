package dev.datamigration.model.reading;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.model.config.PartitionSize;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.ConfigurationProblem;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares a tree with the records it is to become, and goes on after a difference. */
final class ShapeCheck {
  private static final String AUTO_REMEDY =
      "Write auto, {targetSizeMb: n} or {maxRowsPerPartition: n}";

  private final List<ConfigurationProblem> problems = new ArrayList<>();

  private ShapeCheck() {}

  /** All differences, in the document's order. */
  static List<ConfigurationProblem> problems(JsonNode json, Class<? extends Record> type) {
    ShapeCheck check = new ShapeCheck();
    check.object(json, type, "");
    return check.problems;
  }

  private void value(JsonNode json, Type type, String path) {
    if (json.isNull()) {
      return;
    }
    if (type instanceof ParameterizedType list) {
      list(json, list.getActualTypeArguments()[0], path);
    } else if (type == PartitionSize.class) {
      partitionSize(json, path);
    } else if (type instanceof Class<?> record && record.isRecord()) {
      object(json, record, path);
    } else if (type instanceof Class<?> word && word.isEnum()) {
      word(json, word, path);
    } else if (type == String.class) {
      expect(json.isTextual(), "text", json, path);
    } else if (type == Boolean.class) {
      expect(json.isBoolean(), "true or false", json, path);
    } else if (type == Integer.class || type == Long.class) {
      number(json, type == Integer.class, path);
    } else {
      throw new IllegalStateException("no rule for values of " + type);
    }
  }

  private void object(JsonNode json, Class<?> record, String path) {
    if (!expect(json.isObject(), "an object", json, path)) {
      return;
    }
    Map<String, Type> known = new LinkedHashMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      known.put(component.getName(), component.getGenericType());
    }
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String at = ConfigurationPath.child(path, entry.getKey());
      Type type = known.get(entry.getKey());
      if (type == null) {
        report(
            ConfigurationErrorCode.UNKNOWN_KEY,
            at,
            "unknown key " + entry.getKey(),
            NearestWord.remedy(entry.getKey(), known.keySet()));
      } else {
        value(entry.getValue(), type, at);
      }
    }
  }

  private void list(JsonNode json, Type elements, String path) {
    if (!expect(json.isArray(), "a list", json, path)) {
      return;
    }
    for (int i = 0; i < json.size(); i++) {
      String at = ConfigurationPath.item(path, i);
      if (json.get(i).isNull()) {
        report(
            ConfigurationErrorCode.WRONG_TYPE,
            at,
            "the list holds nothing",
            "Remove the entry or complete it");
      } else {
        value(json.get(i), elements, at);
      }
    }
  }

  private void partitionSize(JsonNode json, String path) {
    if (json.isObject() && !json.isEmpty()) {
      object(json, PartitionSize.class, path);
    } else if (!json.isTextual()) {
      report(
          ConfigurationErrorCode.WRONG_TYPE,
          path,
          "expected auto or an object with a size, found " + found(json),
          AUTO_REMEDY);
    } else if (!json.textValue().equals(PartitionSize.AUTO_WORD)) {
      report(
          ConfigurationErrorCode.UNKNOWN_VALUE,
          path,
          "unknown value " + json.textValue(),
          AUTO_REMEDY);
    }
  }

  private void word(JsonNode json, Class<?> type, String path) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(ShapeCheck::spelling).toList();
    if (expect(json.isTextual(), "one of " + String.join(", ", words), json, path)
        && !words.contains(json.textValue())) {
      report(
          ConfigurationErrorCode.UNKNOWN_VALUE,
          path,
          "unknown value " + json.textValue() + "; allowed are " + String.join(", ", words),
          NearestWord.of(json.textValue(), words)
              .map(near -> "The nearest is " + near)
              .orElse("Write one of these"));
    }
  }

  private static String spelling(Object constant) {
    String name = ((Enum<?>) constant).name();
    try {
      return constant.getClass().getField(name).getAnnotation(JsonProperty.class).value();
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("an enum constant has a field of its name", e);
    }
  }

  private void number(JsonNode json, boolean asInt, String path) {
    if (expect(json.isIntegralNumber(), "a whole number", json, path)
        && !(asInt ? json.canConvertToInt() : json.canConvertToLong())) {
      report(
          ConfigurationErrorCode.OUT_OF_RANGE,
          path,
          json.asText() + " is too large",
          "Write a number of at most " + (asInt ? Integer.MAX_VALUE : Long.MAX_VALUE));
    }
  }

  private boolean expect(boolean met, String expected, JsonNode json, String path) {
    if (!met) {
      report(
          ConfigurationErrorCode.WRONG_TYPE,
          path,
          "expected " + expected + ", found " + found(json),
          json.isValueNode() && expected.equals("text")
              ? "Put it in quotes: \"" + json.asText() + "\""
              : "Write " + expected);
    }
    return met;
  }

  private static String found(JsonNode json) {
    return switch (json.getNodeType()) {
      case OBJECT -> json.isEmpty() ? "an empty object" : "an object";
      case ARRAY -> json.isEmpty() ? "an empty list" : "a list";
      case STRING -> "the text \"" + json.textValue() + "\"";
      case NUMBER -> "the number " + json.asText();
      case BOOLEAN -> json.asText();
      default -> "nothing";
    };
  }

  private void report(ConfigurationErrorCode code, String path, String what, String remedy) {
    problems.add(new ConfigurationProblem(code, path, what, remedy));
  }
}
