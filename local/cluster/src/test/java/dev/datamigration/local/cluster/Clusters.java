package dev.datamigration.local.cluster;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Clients of a test's cluster, and the CRD the tests use. */
final class Clusters {
  private Clusters() {}

  static KubernetesClient client(ClusterServer cluster) {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
        .build();
  }

  static void namespace(KubernetesClient client, String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  static void installBackups(KubernetesClient client) {
    try (InputStream definition = Clusters.class.getResourceAsStream("/backup-crd.yaml")) {
      client.load(definition).create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
