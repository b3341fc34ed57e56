package dev.datamigration.operator.pool;

import com.google.common.hash.Hashing;
import dev.datamigration.operator.object.Labels;
import dev.datamigration.operator.object.OwnedObjects;
import dev.datamigration.operator.resource.ObjectReference;
import dev.datamigration.operator.resource.WorkerPool;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The objects of a pool as they are to be: pure functions. */
final class PoolObjects {
  /** Changes with the configuration, so that pods are replaced when it does. */
  static final String CONFIGURATION_HASH = "datamigration.dev/configuration";

  private static final int READ_BY_ALL = 0444;

  /** Three files a thread of at most 250 MB, rounded up. */
  private static final int SCRATCH_GI_PER_THREAD = 1;

  private PoolObjects() {}

  /** Name of the pool's Deployment and of its ConfigMap. */
  static String childName(WorkerPool pool) {
    return pool.getMetadata().getName() + "-workers";
  }

  /** Selects the pool's pods. */
  static String selector(WorkerPool pool) {
    return Labels.POOL + "=" + pool.getMetadata().getName();
  }

  static ConfigMap configuration(WorkerPool pool, String toml) {
    return new ConfigMapBuilder()
        .withMetadata(metadata(pool))
        .withData(Map.of(WorkerLayout.CONFIGURATION_FILE, toml))
        .build();
  }

  /**
   * @param sourceSecret null if workers log in at the source without one
   * @param snowflakeSecret null if they log in at Snowflake without one
   */
  static Deployment deployment(
      WorkerPool pool,
      String toml,
      ObjectReference sourceSecret,
      ObjectReference snowflakeSecret,
      WorkerImage image,
      int replicas) {
    String hash =
        Hashing.sha256().hashString(toml, StandardCharsets.UTF_8).toString().substring(0, 16);
    return new DeploymentBuilder()
        .withMetadata(metadata(pool))
        .withNewSpec()
        .withReplicas(replicas)
        .withNewSelector()
        .withMatchLabels(Map.of(Labels.POOL, pool.getMetadata().getName()))
        .endSelector()
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxSurge(new IntOrString(0))
        .withMaxUnavailable(new IntOrString(1))
        .endRollingUpdate()
        .endStrategy()
        .withNewTemplate()
        .withNewMetadata()
        .withLabels(Labels.ofPool(pool.getMetadata().getName()))
        .withAnnotations(Map.of(CONFIGURATION_HASH, hash))
        .endMetadata()
        .withSpec(pod(pool, sourceSecret, snowflakeSecret, image))
        .endTemplate()
        .endSpec()
        .build();
  }

  private static ObjectMeta metadata(WorkerPool pool) {
    return new ObjectMetaBuilder()
        .withName(childName(pool))
        .withNamespace(pool.getMetadata().getNamespace())
        .withLabels(Labels.ofPool(pool.getMetadata().getName()))
        .withOwnerReferences(OwnedObjects.ownedBy(pool))
        .build();
  }

  private static PodSpec pod(
      WorkerPool pool,
      ObjectReference sourceSecret,
      ObjectReference snowflakeSecret,
      WorkerImage image) {
    List<Volume> volumes = new ArrayList<>();
    Container worker = WorkerContainer.render(pool.getSpec(), image);
    volumes.add(
        new VolumeBuilder()
            .withName("configuration")
            .withNewConfigMap()
            .withName(childName(pool))
            .withDefaultMode(READ_BY_ALL)
            .endConfigMap()
            .build());
    worker =
        WorkerContainer.mounting(worker, "configuration", WorkerLayout.CONFIGURATION_FOLDER, true);
    if (sourceSecret != null) {
      volumes.add(secret("source", sourceSecret));
      worker = WorkerContainer.mounting(worker, "source", WorkerLayout.SOURCE_SECRET, true);
    }
    if (snowflakeSecret != null) {
      volumes.add(secret("snowflake", snowflakeSecret));
      worker = WorkerContainer.mounting(worker, "snowflake", WorkerLayout.SNOWFLAKE_SECRET, true);
    }
    int scratch = (PoolSizing.threads(pool.getSpec()) + 1) * SCRATCH_GI_PER_THREAD;
    volumes.add(
        new VolumeBuilder()
            .withName("scratch")
            .withNewEmptyDir()
            .withSizeLimit(new Quantity(scratch + "Gi"))
            .endEmptyDir()
            .build());
    worker = WorkerContainer.mounting(worker, "scratch", WorkerLayout.SCRATCH, false);
    return new PodSpecBuilder()
        .withAutomountServiceAccountToken(false)
        .withEnableServiceLinks(false)
        .withTerminationGracePeriodSeconds((long) WorkerLayout.TERMINATION_GRACE_SECONDS)
        .withNewSecurityContext()
        .withRunAsNonRoot(true)
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .withContainers(worker)
        .withVolumes(volumes)
        .build();
  }

  private static Volume secret(String name, ObjectReference secret) {
    return new VolumeBuilder()
        .withName(name)
        .withNewSecret()
        .withSecretName(secret.name())
        .withDefaultMode(READ_BY_ALL)
        .endSecret()
        .build();
  }
}
