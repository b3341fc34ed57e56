package dev.datamigration.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.model.config.CleanUpTransientResources;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.WorkflowConfiguration;
import dev.datamigration.model.error.ConfigurationErrorCode;
import dev.datamigration.model.error.ConfigurationProblem;
import dev.datamigration.model.reading.ConfigurationReader;
import dev.datamigration.model.reading.Reading;
import java.util.ArrayList;
import java.util.List;

/** A DataMigrationWorkflow as a document; the API server checks it again, and metadata at all. */
final class Manifest {
  static final String API_VERSION = "datamigration.dev/v1alpha1";
  static final String WORKFLOW = "DataMigrationWorkflow";
  static final String SOURCE = "SourceConnection";

  private Manifest() {}

  /** What a workflow's spec may hold; the types a person may write, not their ranges. */
  record Spec(
      Reference sourceConnectionRef,
      Reference snowflakeConnectionRef,
      Boolean suspend,
      Integer ttlSecondsAfterFinished,
      Workers workers,
      String schemaVersion,
      List<TableConfiguration> tables,
      TableConfiguration defaultTableConfiguration,
      String affinity,
      Boolean preflight,
      Boolean preflightKeepSchema,
      CleanUpTransientResources cleanUpTransientResources) {
    Spec {
      tables = tables == null ? null : List.copyOf(tables);
    }

    WorkflowConfiguration configuration() {
      return new WorkflowConfiguration(
          schemaVersion,
          tables,
          defaultTableConfiguration,
          affinity,
          preflight,
          preflightKeepSchema,
          cleanUpTransientResources);
    }
  }

  /** The name of another object. */
  record Reference(String name) {}

  /** A workflow's own workers, without their resources. */
  record Workers(Integer minReplicas, Integer maxReplicas, Integer threads) {}

  /**
   * What reading a workflow gave.
   *
   * @param spec null if its form is wrong
   * @param problems what is wrong so far, even if there is a spec
   */
  record Read(Spec spec, List<ConfigurationProblem> problems) {
    Read {
      problems = List.copyOf(problems);
    }
  }

  /** Whether a document is an object of that kind, of whatever group and version. */
  static boolean isOfKind(JsonNode document, String kind) {
    return document.path("kind").asText().equals(kind);
  }

  /** The spec of a workflow, or everything that is wrong with its form. */
  static Read read(JsonNode document) {
    List<ConfigurationProblem> problems = new ArrayList<>();
    if (!document.path("apiVersion").asText().equals(API_VERSION)) {
      problems.add(
          new ConfigurationProblem(
              ConfigurationErrorCode.NOT_A_WORKFLOW,
              "apiVersion",
              "the document is not of a version this command knows",
              "Write " + API_VERSION));
    }
    JsonNode spec = document.path("spec").deepCopy();
    if (spec.path("workers") instanceof ObjectNode workers) {
      workers.remove("resources");
    }
    Reading<Spec> reading = new ConfigurationReader().read(spec, Spec.class);
    problems.addAll(below("spec", reading.problems()));
    if (reading.succeeded()) {
      requireName("sourceConnectionRef", reading.value().sourceConnectionRef(), problems);
      requireName("snowflakeConnectionRef", reading.value().snowflakeConnectionRef(), problems);
    }
    return new Read(reading.value(), problems);
  }

  /** Problems of a part, told as problems of the whole. */
  static List<ConfigurationProblem> below(String path, List<ConfigurationProblem> problems) {
    return problems.stream()
        .map(
            problem ->
                new ConfigurationProblem(
                    problem.code(),
                    problem.path().isEmpty() ? path : path + "." + problem.path(),
                    problem.what(),
                    problem.remedy()))
        .toList();
  }

  private static void requireName(
      String key, Reference reference, List<ConfigurationProblem> problems) {
    if (reference == null || reference.name() == null || reference.name().isBlank()) {
      problems.add(
          new ConfigurationProblem(
              ConfigurationErrorCode.MISSING_KEY,
              "spec." + key + ".name",
              "the workflow does not name a connection",
              "Write " + key + ": {name: …}"));
    }
  }
}
