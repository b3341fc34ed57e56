package dev.datamigration.operator.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Completes a definition with what the generator does not know or cannot say. */
final class DefinitionRefinement implements CRDPostProcessor {
  private final Map<String, Class<? extends HasMetadata>> kinds;

  DefinitionRefinement(List<Class<? extends HasMetadata>> kinds) {
    this.kinds = kinds.stream().collect(Collectors.toMap(HasMetadata::getKind, kind -> kind));
  }

  @Override
  public HasMetadata process(HasMetadata generated, String crdVersion) {
    CustomResourceDefinition definition = (CustomResourceDefinition) generated;
    Class<? extends HasMetadata> kind = kinds.get(definition.getSpec().getNames().getKind());
    for (CustomResourceDefinitionVersion version : definition.getSpec().getVersions()) {
      orderColumns(version, kind);
      JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
      root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
      JSONSchemaProps spec = root.getProperties().get("spec");
      spec.setDescription("What is wanted.");
      JSONSchemaProps status = root.getProperties().get("status");
      status.setDescription("What is: written by the operator only.");
      ConditionSchema.refine(status.getProperties().get("conditions"));
      switch (kind.getSimpleName()) {
        case "DataMigrationWorkflow" -> WorkflowSchema.refine(spec, status);
        case "WorkerPool" -> WorkerSchema.refineResources(spec);
        case "SourceConnection" -> ConnectionSchema.refineSource(spec);
        case "SnowflakeConnection" -> ConnectionSchema.refineSnowflake(spec);
        default -> throw new IllegalStateException("no refinement for " + kind);
      }
      ChangeSentences.complete(spec);
      NumberFormats.refine(root, kind);
    }
    return definition;
  }

  /** The generator sorts columns by path; people read them as the class lists them. */
  private static void orderColumns(
      CustomResourceDefinitionVersion version, Class<? extends HasMetadata> kind) {
    List<String> order =
        Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();
    version
        .getAdditionalPrinterColumns()
        .sort(Comparator.comparing(column -> order.indexOf(column.getName())));
  }
}
