package dev.datamigration.operator.crd;

import dev.datamigration.local.cluster.ClusterOptions;
import dev.datamigration.local.cluster.ClusterServer;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;

/** An API server that knows our kinds, and a client of it. */
record ApiServer(ClusterServer cluster, KubernetesClient client) implements AutoCloseable {
  static ApiServer start(Path directory) {
    ClusterServer cluster = ClusterServer.start(ClusterOptions.in(directory));
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
            .build();
    DefinitionGenerator.definitions().forEach(each -> client.resource(each).create());
    return new ApiServer(cluster, client);
  }

  /** Reads an object of ours as the operator does: an object it cannot read ends its watch. */
  void readAsOperator(HasMetadata object) {
    DefinitionGenerator.KINDS.stream()
        .filter(kind -> HasMetadata.getKind(kind).equals(object.getKind()))
        .forEach(kind -> Serialization.unmarshal(Serialization.asYaml(object), kind));
  }

  @Override
  public void close() {
    client.close();
    cluster.close();
  }
}
