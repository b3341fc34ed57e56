package dev.datamigration.local.cluster;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Version;
import io.javaoperatorsdk.operator.api.reconciler.Cleaner;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.DeleteControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Workflow;
import io.javaoperatorsdk.operator.api.reconciler.dependent.Dependent;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import java.time.Instant;
import java.util.Map;

/**
 * What our operator does, in small: finalizer, dependent Deployment, status by server-side apply,
 * one event.
 */
@ControllerConfiguration
@Workflow(dependents = @Dependent(type = BackupReconciler.Child.class))
public class BackupReconciler
    implements Reconciler<BackupReconciler.Backup>, Cleaner<BackupReconciler.Backup> {

  /** The desired state. */
  public static class Spec {
    public String database;
    public Integer workers;
    public String mode;
  }

  /** The observed state. */
  public static class Status {
    public String phase;
    public Integer workers;
    public Long observedGeneration;
  }

  /** The custom resource. */
  @Group("example.dev")
  @Version("v1")
  public static class Backup extends CustomResource<Spec, Status> implements Namespaced {}

  /** A Deployment per backup. */
  public static class Child extends CRUDKubernetesDependentResource<Deployment, Backup> {
    @Override
    protected Deployment desired(Backup backup, Context<Backup> context) {
      Map<String, String> labels = Map.of("backup", backup.getMetadata().getName());
      return new DeploymentBuilder()
          .withNewMetadata()
          .withName(backup.getMetadata().getName())
          .withNamespace(backup.getMetadata().getNamespace())
          .endMetadata()
          .withNewSpec()
          .withReplicas(0)
          .withNewSelector()
          .withMatchLabels(labels)
          .endSelector()
          .withNewTemplate()
          .withNewMetadata()
          .withLabels(labels)
          .endMetadata()
          .withNewSpec()
          .addNewContainer()
          .withName("main")
          .withImage("worker:1")
          .addNewEnv()
          .withName("DATABASE")
          .withValue(backup.getSpec().database)
          .endEnv()
          .endContainer()
          .endSpec()
          .endTemplate()
          .endSpec()
          .build();
    }
  }

  @Override
  public UpdateControl<Backup> reconcile(Backup backup, Context<Backup> context) {
    if (backup.getStatus() == null) {
      context.getClient().resource(started(backup)).create();
    }
    Backup status = new Backup();
    status.setMetadata(
        new ObjectMetaBuilder()
            .withName(backup.getMetadata().getName())
            .withNamespace(backup.getMetadata().getNamespace())
            .build());
    Status next = new Status();
    next.phase = "Running";
    next.workers = backup.getSpec().workers;
    next.observedGeneration = backup.getMetadata().getGeneration();
    status.setStatus(next);
    return UpdateControl.patchStatus(status);
  }

  private static io.fabric8.kubernetes.api.model.Event started(Backup backup) {
    String now = Instant.now().toString();
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(backup.getMetadata().getName() + ".")
        .withNamespace(backup.getMetadata().getNamespace())
        .endMetadata()
        .withNewInvolvedObject()
        .withApiVersion(backup.getApiVersion())
        .withKind(backup.getKind())
        .withName(backup.getMetadata().getName())
        .withNamespace(backup.getMetadata().getNamespace())
        .withUid(backup.getMetadata().getUid())
        .endInvolvedObject()
        .withType("Normal")
        .withReason("Started")
        .withMessage("the backup was started")
        .withFirstTimestamp(now)
        .withLastTimestamp(now)
        .withCount(1)
        .build();
  }

  @Override
  public DeleteControl cleanup(Backup backup, Context<Backup> context) {
    return DeleteControl.defaultDelete();
  }
}
