package dev.datamigration.operator.cluster;

import dev.datamigration.local.cluster.ClusterOptions;
import dev.datamigration.local.cluster.ClusterServer;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An API server with our CRDs installed, and a client of it. */
public final class TestCluster implements AutoCloseable {
  private final ClusterServer server;
  private final KubernetesClient client;

  private TestCluster(ClusterServer server) {
    this.server = server;
    this.client = newClient();
  }

  public static TestCluster start(Path directory) {
    TestCluster cluster = new TestCluster(ClusterServer.start(ClusterOptions.in(directory)));
    definitions().forEach(cluster::install);
    return cluster;
  }

  private static List<Path> definitions() {
    try (Stream<Path> files =
        Files.list(Path.of(System.getProperty("project.root")).resolve("crds"))) {
      return files
          .filter(file -> file.toString().endsWith(".datamigration.dev.yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void install(Path file) {
    try (InputStream definition = Files.newInputStream(file)) {
      client.load(definition).create();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ClusterServer server() {
    return server;
  }

  public KubernetesClient client() {
    return client;
  }

  /** Another client, for an operator that closes its own. */
  public KubernetesClient newClient() {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(server.kubeconfig()))
        .build();
  }

  public void namespace(String name) {
    client
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
