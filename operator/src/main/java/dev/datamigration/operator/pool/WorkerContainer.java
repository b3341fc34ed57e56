package dev.datamigration.operator.pool;

import dev.datamigration.operator.resource.WorkerPoolSpec;
import dev.datamigration.operator.resource.WorkerResources;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import java.util.LinkedHashMap;
import java.util.Map;

/** The container of a worker: a pure function of the pool. */
final class WorkerContainer {
  /** A worker needs so much heap whatever it does, and so much more for each thread. */
  private static final int HEAP_MI = 256;

  private static final int HEAP_MI_PER_THREAD = 128;

  /** Of a container's memory the JVM takes for its heap, as the image sets it. */
  private static final double HEAP_SHARE = 0.7;

  private static final int CPU_MILLIS_PER_THREAD = 250;
  private static final int MOST_CPU_MILLIS = 2_000;
  private static final String PORT = "health";

  private WorkerContainer() {}

  static Container render(WorkerPoolSpec spec, WorkerImage image) {
    return new ContainerBuilder()
        .withName("worker")
        .withImage(image.name())
        .withImagePullPolicy(image.pullPolicy())
        .withArgs(
            "run",
            "--config",
            WorkerLayout.CONFIGURATION_FOLDER + "/" + WorkerLayout.CONFIGURATION_FILE)
        .addNewPort()
        .withName(PORT)
        .withContainerPort(WorkerLayout.HEALTH_PORT)
        .withProtocol("TCP")
        .endPort()
        .withResources(resources(spec))
        .withLivenessProbe(probe("/livez", 10))
        .withReadinessProbe(probe("/readyz", 5))
        .withNewSecurityContext()
        .withAllowPrivilegeEscalation(false)
        .withPrivileged(false)
        .withReadOnlyRootFilesystem(true)
        .withRunAsNonRoot(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .endCapabilities()
        .withNewSeccompProfile()
        .withType("RuntimeDefault")
        .endSeccompProfile()
        .endSecurityContext()
        .build();
  }

  /** That container with a volume it only reads. */
  static Container mounting(Container container, String volume, String path, boolean readOnly) {
    return new ContainerBuilder(container)
        .addToVolumeMounts(
            new VolumeMountBuilder()
                .withName(volume)
                .withMountPath(path)
                .withReadOnly(readOnly)
                .build())
        .build();
  }

  private static Probe probe(String path, int period) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath(path)
        .withNewPort(PORT)
        .withScheme("HTTP")
        .endHttpGet()
        .withPeriodSeconds(period)
        .withTimeoutSeconds(5)
        .withFailureThreshold(3)
        .withSuccessThreshold(1)
        .build();
  }

  static ResourceRequirements resources(WorkerPoolSpec spec) {
    WorkerResources given = spec.resources();
    Map<String, Quantity> limits = given == null ? null : given.limits();
    Map<String, Quantity> requests = given == null ? null : given.requests();
    if (requests == null) {
      requests = limits == null ? enoughFor(PoolSizing.threads(spec)) : limits;
    }
    if (limits == null) {
      limits = new LinkedHashMap<>();
      if (requests.containsKey("memory")) {
        limits.put("memory", requests.get("memory"));
      }
    }
    return new ResourceRequirementsBuilder().withRequests(requests).withLimits(limits).build();
  }

  private static Map<String, Quantity> enoughFor(int threads) {
    long memory = (long) Math.ceil((HEAP_MI + HEAP_MI_PER_THREAD * (double) threads) / HEAP_SHARE);
    int cpu = Math.min(MOST_CPU_MILLIS, CPU_MILLIS_PER_THREAD * threads);
    Map<String, Quantity> enough = new LinkedHashMap<>();
    enough.put("cpu", new Quantity(cpu + "m"));
    enough.put("memory", new Quantity(memory + "Mi"));
    return enough;
  }
}
