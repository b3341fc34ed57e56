package dev.datamigration.operator.workflow;

import dev.datamigration.model.config.CleanUpTransientResources;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.WorkflowConfiguration;
import dev.datamigration.model.merging.TableMerge;
import dev.datamigration.model.validation.ValidatedWorkflow;
import dev.datamigration.model.validation.WorkflowValidation;
import dev.datamigration.operator.engine.api.WorkflowIntent;
import dev.datamigration.operator.engine.api.WorkflowIntent.CleanUp;
import dev.datamigration.operator.object.ObjectKeys;
import dev.datamigration.operator.object.References;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.resource.SourceConnection;
import dev.datamigration.operator.resource.SuspendPolicy;
import dev.datamigration.operator.resource.WorkflowAnnotation;
import dev.datamigration.operator.resource.WorkflowSpec;
import dev.datamigration.operator.resource.WorkflowStatus;
import dev.datamigration.operator.status.BoundedText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a workflow's object together with what it refers to: pure functions. */
final class WorkflowReading {
  private static final WorkflowValidation VALIDATION = new WorkflowValidation();

  /** Of a workflow whose source is gone; nothing of it is handed out any more. */
  private static final String NO_PLATFORM = "unknown";

  private WorkflowReading() {}

  /** Merges and checks everything. */
  static Acceptance accept(
      DataMigrationWorkflow workflow,
      Optional<SourceConnection> source,
      Optional<SnowflakeConnection> snowflake) {
    WorkflowSpec spec = workflow.getSpec();
    ValidatedWorkflow validated =
        VALIDATION.validate(
            configuration(spec, source),
            source.map(found -> found.getSpec().platform()).orElse(null));
    if (!validated.valid()) {
      return new Acceptance.Refused(validated.errors());
    }
    if (source.isEmpty()) {
      return new Acceptance.Waiting(
          "SourceConnectionMissing",
          References.missing(
              "SourceConnection", ObjectKeys.of(workflow, spec.sourceConnectionRef())));
    }
    if (snowflake.isEmpty()) {
      return new Acceptance.Waiting(
          "SnowflakeConnectionMissing",
          References.missing(
              "SnowflakeConnection", ObjectKeys.of(workflow, spec.snowflakeConnectionRef())));
    }
    return new Acceptance.Accepted(
        source.get().getSpec().platform().word(), validated.tables(), validated.warnings());
  }

  /** What the workflow says, on top of what its source says for every workflow. */
  private static WorkflowConfiguration configuration(
      WorkflowSpec spec, Optional<SourceConnection> source) {
    WorkflowConfiguration written = spec.toConfiguration();
    return source
        .map(found -> found.getSpec().queryModifiers())
        .map(
            modifiers -> {
              TableConfiguration ofSource =
                  TableConfiguration.builder().queryModifiers(modifiers).build();
              return withDefaults(
                  written,
                  written.defaultTableConfiguration() == null
                      ? ofSource
                      : TableMerge.merge(ofSource, written.defaultTableConfiguration()));
            })
        .orElse(written);
  }

  private static WorkflowConfiguration withDefaults(
      WorkflowConfiguration written, TableConfiguration defaults) {
    return new WorkflowConfiguration(
        written.schemaVersion(),
        written.tables(),
        defaults,
        written.affinity(),
        written.preflight(),
        written.preflightKeepSchema(),
        written.cleanUpTransientResources());
  }

  /** What a workflow that was accepted asks of the engine. */
  static WorkflowIntent intent(DataMigrationWorkflow workflow, Acceptance.Accepted accepted) {
    return intent(
        workflow, accepted.platform(), accepted.tables(), workflow.getSpec().suspended(), false);
  }

  /**
   * What a workflow that is being deleted asks of the engine: to stop and clean up. Works whatever
   * has become of its spec and of what it refers to.
   */
  static WorkflowIntent deletion(DataMigrationWorkflow workflow) {
    return intent(workflow, NO_PLATFORM, List.of(), workflow.getSpec().suspended(), true);
  }

  /**
   * What a workflow that has started and cannot be carried out any more asks of the engine: to
   * begin nothing.
   */
  static WorkflowIntent suspension(DataMigrationWorkflow workflow) {
    return intent(workflow, NO_PLATFORM, List.of(), true, false);
  }

  /** The wish to retry what failed, as far as it can be echoed; null for none. */
  static String retry(DataMigrationWorkflow workflow) {
    Map<String, String> annotations = workflow.getMetadata().getAnnotations();
    String written = annotations == null ? null : annotations.get(WorkflowAnnotation.RETRY_FAILED);
    return written == null || written.isBlank()
        ? null
        : BoundedText.cut(written, WorkflowStatus.MAX_NONCE);
  }

  private static WorkflowIntent intent(
      DataMigrationWorkflow workflow,
      String platform,
      List<TableConfiguration> tables,
      boolean suspend,
      boolean deleted) {
    WorkflowSpec spec = workflow.getSpec();
    return new WorkflowIntent(
        ObjectKeys.of(workflow),
        workflow.getMetadata().getUid(),
        workflow.getMetadata().getGeneration(),
        ObjectKeys.of(workflow, spec.snowflakeConnectionRef()),
        ObjectKeys.of(workflow, spec.sourceConnectionRef()),
        platform,
        spec.affinity(),
        tables,
        cleanUp(spec.cleanUpTransientResources()),
        suspend,
        spec.suspendPolicy() == SuspendPolicy.HAND_BACK
            ? WorkflowIntent.SuspendPolicy.HAND_BACK
            : WorkflowIntent.SuspendPolicy.FINISH,
        retry(workflow),
        deleted,
        hasLoaded(workflow.getStatus()));
  }

  private static boolean hasLoaded(WorkflowStatus status) {
    return status != null
        && (status.completionTime() != null
            || (status.rows() != null && status.rows().loaded() > 0));
  }

  private static CleanUp cleanUp(CleanUpTransientResources written) {
    if (written == null) {
      return CleanUp.ON_SUCCESS;
    }
    return switch (written) {
      case NEVER -> CleanUp.NEVER;
      case ON_SUCCESS -> CleanUp.ON_SUCCESS;
      case ALWAYS -> CleanUp.ALWAYS;
    };
  }
}
