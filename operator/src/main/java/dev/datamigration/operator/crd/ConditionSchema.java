package dev.datamigration.operator.crd;

import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.List;

/** Kubernetes' conditions: a list with the type as its key, so that writers do not meet. */
final class ConditionSchema {
  private static final int MAX_CONDITIONS = 16;

  /** By the API's convention. */
  private static final long MAX_MESSAGE = 32_768;

  private ConditionSchema() {}

  static void refine(JSONSchemaProps conditions) {
    conditions.setXKubernetesListType("map");
    conditions.setXKubernetesListMapKeys(List.of("type"));
    SchemaEdits edits = new SchemaEdits(conditions).maxItems(MAX_CONDITIONS);
    edits.at("[]").require("lastTransitionTime", "message", "reason", "status", "type");
    describe(edits, "type", "What the condition is about.")
        .text(316)
        .schema()
        .setPattern("^[A-Za-z]([A-Za-z0-9]*[A-Za-z0-9])?$");
    describe(edits, "status", "True, False, or Unknown.")
        .schema()
        .setEnum(List.of(new TextNode("True"), new TextNode("False"), new TextNode("Unknown")));
    describe(edits, "reason", "One word, for programs, that says why it has this status.")
        .text(128)
        .schema()
        .setPattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$");
    describe(edits, "message", "The same for people; may be empty.")
        .schema()
        .setMaxLength(MAX_MESSAGE);
    describe(edits, "lastTransitionTime", "When the status last changed, RFC 3339.")
        .schema()
        .setFormat("date-time");
    NumberFormats.number(
        describe(edits, "observedGeneration", "The generation of the spec this condition is about.")
            .schema(),
        Long.class);
  }

  private static SchemaEdits describe(SchemaEdits conditions, String field, String text) {
    SchemaEdits edits = conditions.at("[]." + field);
    edits.schema().setDescription(text);
    return edits;
  }
}
