package dev.datamigration.operator.crd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;

/** Bounds and defaults of connections. */
final class ConnectionSchema {
  private static final long MAX_OPTIONS = 32;
  private static final long MAX_OPTION_LENGTH = 1024;

  private ConnectionSchema() {}

  static void refineSource(JSONSchemaProps spec) {
    SchemaEdits edits = new SchemaEdits(spec);
    JSONSchemaProps options = edits.at("options").schema();
    options.setMaxProperties(MAX_OPTIONS);
    options.getAdditionalProperties().getSchema().setMaxLength(MAX_OPTION_LENGTH);
    edits
        .at("options")
        .rule(
            "self.all(name, name.matches('^[A-Za-z][A-Za-z0-9_.]{0,63}$'))",
            "a driver's option is named by at most 64 letters, digits, dots and underscores: mend"
                + " its name");
    TableSchema.refineModifiers(edits.at("queryModifiers"));
  }

  static void refineSnowflake(JSONSchemaProps spec) {
    new SchemaEdits(spec).at("metadata").schema().setDefault(JsonNodeFactory.instance.objectNode());
  }
}
