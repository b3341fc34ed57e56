package dev.datamigration.operator.cluster;

import dev.datamigration.local.cluster.ClusterOptions;
import dev.datamigration.local.cluster.ClusterServer;
import dev.datamigration.local.cluster.fault.FaultInjection;
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
    this.client = newClient(new RecordedRequests(), Config.fromKubeconfig(server.kubeconfig()));
  }

  public static TestCluster start(Path directory) {
    return start(directory, FaultInjection.none());
  }

  public static TestCluster start(Path directory, FaultInjection faults) {
    TestCluster cluster =
        new TestCluster(ClusterServer.start(ClusterOptions.in(directory).withFaults(faults)));
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

  /** Another client, whose requests are recorded. */
  KubernetesClient newClient(RecordedRequests requests, TestOperator.Settings settings) {
    Config config = Config.fromKubeconfig(server.kubeconfig());
    config.setUserAgent(settings.userAgent());
    config.setRequestRetryBackoffLimit(settings.requestRetries());
    return newClient(requests, config);
  }

  private static KubernetesClient newClient(RecordedRequests requests, Config config) {
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(
            builder -> builder.addOrReplaceInterceptor("recorder", requests))
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
