package dev.datamigration.local.cluster.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import dev.datamigration.local.cluster.json.JsonNodes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** One node of a CRD's {@code openAPIV3Schema}, parsed once and then immutable. */
public final class StructuralSchema {
  private final String type;
  private final String format;
  private final boolean nullable;
  private final boolean intOrString;
  private final boolean preserveUnknownFields;
  private final boolean embeddedResource;
  private final String listType;
  private final List<String> listMapKeys;
  private final boolean atomicMap;
  private final Map<String, StructuralSchema> properties = new LinkedHashMap<>();
  private final Optional<StructuralSchema> additionalProperties;
  private final Optional<StructuralSchema> items;
  private final List<String> required;
  private final List<JsonNode> allowedValues = new ArrayList<>();
  private final Optional<Pattern> pattern;
  private final OptionalDouble minimum;
  private final OptionalDouble maximum;
  private final boolean exclusiveMinimum;
  private final boolean exclusiveMaximum;
  private final OptionalDouble multipleOf;
  private final Map<String, Integer> sizes = new LinkedHashMap<>();
  private final boolean uniqueItems;
  private final Optional<JsonNode> defaultValue;
  private final List<StructuralSchema> allOf;
  private final List<StructuralSchema> anyOf;
  private final List<StructuralSchema> oneOf;
  private final Optional<StructuralSchema> not;
  private final List<ValidationRule> rules = new ArrayList<>();

  private StructuralSchema(JsonNode source) {
    this.type = JsonNodes.text(source, "type");
    this.format = JsonNodes.text(source, "format");
    this.nullable = source.path("nullable").asBoolean();
    this.intOrString = source.path("x-kubernetes-int-or-string").asBoolean();
    this.preserveUnknownFields = source.path("x-kubernetes-preserve-unknown-fields").asBoolean();
    this.embeddedResource = source.path("x-kubernetes-embedded-resource").asBoolean();
    this.listType = source.path("x-kubernetes-list-type").asText("atomic");
    this.listMapKeys = JsonNodes.strings(source.path("x-kubernetes-list-map-keys"));
    this.atomicMap = source.path("x-kubernetes-map-type").asText("granular").equals("atomic");
    source
        .path("properties")
        .properties()
        .forEach(entry -> properties.put(entry.getKey(), new StructuralSchema(entry.getValue())));
    this.additionalProperties = nested(source, "additionalProperties");
    this.items = nested(source, "items");
    this.required = JsonNodes.strings(source.path("required"));
    source.path("enum").forEach(allowedValues::add);
    this.pattern =
        source.hasNonNull("pattern")
            ? Optional.of(Pattern.compile(source.path("pattern").asText()))
            : Optional.empty();
    this.minimum = number(source, "minimum");
    this.maximum = number(source, "maximum");
    this.exclusiveMinimum = source.path("exclusiveMinimum").asBoolean();
    this.exclusiveMaximum = source.path("exclusiveMaximum").asBoolean();
    this.multipleOf = number(source, "multipleOf");
    for (String name :
        List.of(
            "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties")) {
      if (source.hasNonNull(name)) {
        sizes.put(name, source.path(name).asInt());
      }
    }
    this.uniqueItems = source.path("uniqueItems").asBoolean();
    this.defaultValue = Optional.ofNullable(source.get("default"));
    this.allOf = list(source, "allOf");
    this.anyOf = list(source, "anyOf");
    this.oneOf = list(source, "oneOf");
    this.not = nested(source, "not");
    source
        .path("x-kubernetes-validations")
        .forEach(rule -> rules.add(ValidationRule.compile((ObjectNode) rule)));
  }

  /**
   * Parses a schema and compiles its rules.
   *
   * @throws SchemaException when a pattern or a CEL rule does not compile
   */
  public static StructuralSchema parse(JsonNode source) {
    try {
      return new StructuralSchema(source);
    } catch (com.google.re2j.PatternSyntaxException e) {
      throw new SchemaException("invalid pattern: " + e.getMessage(), e);
    }
  }

  private static Optional<StructuralSchema> nested(JsonNode source, String name) {
    return source.path(name).isObject()
        ? Optional.of(new StructuralSchema(source.path(name)))
        : Optional.empty();
  }

  private static List<StructuralSchema> list(JsonNode source, String name) {
    List<StructuralSchema> schemas = new ArrayList<>();
    source.path(name).forEach(item -> schemas.add(new StructuralSchema(item)));
    return schemas;
  }

  private static OptionalDouble number(JsonNode source, String name) {
    return source.hasNonNull(name)
        ? OptionalDouble.of(source.path(name).asDouble())
        : OptionalDouble.empty();
  }

  public String type() {
    return type;
  }

  public String format() {
    return format;
  }

  public boolean nullable() {
    return nullable;
  }

  public boolean intOrString() {
    return intOrString;
  }

  public boolean preserveUnknownFields() {
    return preserveUnknownFields;
  }

  public boolean embeddedResource() {
    return embeddedResource;
  }

  /** {@code atomic}, {@code set} or {@code map}. */
  public String listType() {
    return listType;
  }

  public List<String> listMapKeys() {
    return listMapKeys;
  }

  public boolean atomicMap() {
    return atomicMap;
  }

  public Map<String, StructuralSchema> properties() {
    return properties;
  }

  /** The schema of a field: its property, else the additional properties' schema. */
  public Optional<StructuralSchema> field(String name) {
    StructuralSchema property = properties.get(name);
    return property != null ? Optional.of(property) : additionalProperties;
  }

  public Optional<StructuralSchema> additionalProperties() {
    return additionalProperties;
  }

  public Optional<StructuralSchema> items() {
    return items;
  }

  public List<String> required() {
    return required;
  }

  public List<JsonNode> allowedValues() {
    return allowedValues;
  }

  public Optional<Pattern> pattern() {
    return pattern;
  }

  public OptionalDouble minimum() {
    return minimum;
  }

  public OptionalDouble maximum() {
    return maximum;
  }

  public boolean exclusiveMinimum() {
    return exclusiveMinimum;
  }

  public boolean exclusiveMaximum() {
    return exclusiveMaximum;
  }

  public OptionalDouble multipleOf() {
    return multipleOf;
  }

  /** A limit such as {@code maxItems}, by its keyword. */
  public OptionalInt size(String keyword) {
    Integer size = sizes.get(keyword);
    return size == null ? OptionalInt.empty() : OptionalInt.of(size);
  }

  public boolean uniqueItems() {
    return uniqueItems;
  }

  public Optional<JsonNode> defaultValue() {
    return defaultValue;
  }

  public List<StructuralSchema> allOf() {
    return allOf;
  }

  public List<StructuralSchema> anyOf() {
    return anyOf;
  }

  public List<StructuralSchema> oneOf() {
    return oneOf;
  }

  public Optional<StructuralSchema> not() {
    return not;
  }

  public List<ValidationRule> rules() {
    return rules;
  }
}
