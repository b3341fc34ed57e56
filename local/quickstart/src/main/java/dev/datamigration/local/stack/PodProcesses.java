package dev.datamigration.local.stack;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The processes behind the running pods of one image. */
public final class PodProcesses {
  private static final String SCHEME = "process://";

  private final KubernetesClient client;
  private final String image;

  PodProcesses(KubernetesClient client, String image) {
    this.client = client;
    this.image = image;
  }

  /** The pods that exist, in name order. */
  public List<Pod> pods() {
    return client.pods().inAnyNamespace().list().getItems().stream()
        .filter(pod -> pod.getSpec().getContainers().get(0).getImage().equals(image))
        .toList();
  }

  /** The processes that run now. */
  public List<ProcessHandle> running() {
    return pods().stream()
        .flatMap(pod -> pod.getStatus().getContainerStatuses().stream())
        .filter(status -> status.getState().getRunning() != null)
        .map(ContainerStatus::getContainerID)
        .map(id -> Long.parseLong(id.substring(SCHEME.length())))
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  /** SIGKILLs a process; returns when it is gone. The node starts another. */
  public static void kill(ProcessHandle process) {
    CompletableFuture<ProcessHandle> gone = process.onExit();
    process.destroyForcibly();
    gone.join();
  }

  /** The last lines each pod printed, one text a pod. */
  public List<String> lastLines(int count) {
    return pods().stream()
        .map(
            pod ->
                "--- pod "
                    + pod.getMetadata().getName()
                    + "\n"
                    + client.pods().resource(pod).tailingLines(count).getLog())
        .toList();
  }
}
