package dev.datamigration.local.cluster.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.cluster.apply.CustomMergeSchema;
import dev.datamigration.local.cluster.apply.MergeSchema;
import dev.datamigration.local.cluster.schema.Defaulting;
import dev.datamigration.local.cluster.schema.Pruning;
import dev.datamigration.local.cluster.schema.RuleEvaluation;
import dev.datamigration.local.cluster.schema.SchemaValidation;
import dev.datamigration.local.cluster.schema.StructuralSchema;
import dev.datamigration.local.cluster.status.FieldError;
import dev.datamigration.local.cluster.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules of one version of a custom resource, all read from its CRD. */
final class CustomResourceRules implements ObjectRules {
  private final String apiVersion;
  private final StructuralSchema schema;
  private final JsonNode openApi;
  private final List<Column> columns;
  private final Set<String> selectableFields;

  CustomResourceRules(
      String apiVersion,
      StructuralSchema schema,
      JsonNode openApi,
      List<Column> columns,
      Set<String> selectableFields) {
    this.apiVersion = apiVersion;
    this.schema = schema;
    this.openApi = openApi;
    this.columns = columns;
    this.selectableFields = selectableFields;
  }

  @Override
  public MergeSchema mergeSchema() {
    return CustomMergeSchema.ofRoot(schema);
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public List<String> prune(ObjectNode object) {
    return Pruning.pruneResource(schema, object);
  }

  @Override
  public void applyDefaults(ObjectNode object) {
    Defaulting.apply(schema, object);
  }

  @Override
  public List<FieldError> validate(ObjectNode object, ObjectNode old) {
    List<FieldError> errors = new ArrayList<>();
    SchemaValidation.validate(schema, object, "").stream()
        .filter(error -> !error.path().startsWith("metadata"))
        .forEach(errors::add);
    if (errors.isEmpty()) {
      errors.addAll(RuleEvaluation.evaluate(schema, object, old));
    }
    return errors;
  }

  @Override
  public boolean supportsStrategicMerge() {
    return false;
  }

  @Override
  public Set<String> selectableFields() {
    return selectableFields;
  }

  @Override
  public Optional<JsonNode> openApiSchema() {
    return Optional.of(openApi);
  }

  @Override
  public ObjectNode fromStored(ObjectNode stored) {
    if (stored.path("apiVersion").asText().equals(apiVersion)) {
      return stored;
    }
    return stored.deepCopy().put("apiVersion", apiVersion);
  }
}
