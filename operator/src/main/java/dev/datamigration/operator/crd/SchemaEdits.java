package dev.datamigration.operator.crd;

import com.google.common.base.Splitter;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;

/** One schema and what is to be changed in it. Paths name what exists, so that none is mistyped. */
record SchemaEdits(JSONSchemaProps schema) {
  private static final Splitter STEPS = Splitter.on('.').omitEmptyStrings();

  /**
   * The schema of a field below this one.
   *
   * @param path names with dots between; {@code []} steps into the items of a list
   * @throws IllegalArgumentException if there is no such field
   */
  SchemaEdits at(String path) {
    JSONSchemaProps found = schema;
    for (String step : STEPS.split(path.replace("[]", ".[]"))) {
      found = step.equals("[]") ? found.getItems().getSchema() : found.getProperties().get(step);
      if (found == null) {
        throw new IllegalArgumentException("no field " + path);
      }
    }
    return new SchemaEdits(found);
  }

  /** A text of 1 to {@code max} characters, without control characters. */
  SchemaEdits line(int max) {
    schema.setPattern("^[^\\x00-\\x1f\\x7f]+$");
    return text(max);
  }

  /** A text of 1 to {@code max} characters. */
  SchemaEdits text(int max) {
    schema.setMinLength(1L);
    schema.setMaxLength((long) max);
    return this;
  }

  /** A whole number from 1. */
  SchemaEdits from1(long max) {
    schema.setMinimum(1.0);
    schema.setMaximum((double) max);
    return this;
  }

  SchemaEdits maxItems(int max) {
    schema.setMaxItems((long) max);
    return this;
  }

  SchemaEdits require(String... names) {
    schema.setRequired(List.of(names));
    return this;
  }

  /** Adds a CEL rule. */
  SchemaEdits rule(String rule, String message) {
    List<ValidationRule> rules = new ArrayList<>(schema.getXKubernetesValidations());
    ValidationRule added = new ValidationRule();
    added.setRule(rule);
    added.setMessage(message);
    rules.add(added);
    schema.setXKubernetesValidations(rules);
    return this;
  }
}
