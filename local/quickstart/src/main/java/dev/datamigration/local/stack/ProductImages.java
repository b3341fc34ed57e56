package dev.datamigration.local.stack;

import dev.datamigration.local.cluster.ClusterOptions;
import dev.datamigration.local.cluster.ContainerImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the product's container images mean on this machine: its jars. */
final class ProductImages {
  static final String OPERATOR = "datamigration.dev/dmw-operator:local";
  static final String WORKER = "datamigration.dev/dmw-worker:local";

  private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);

  private ProductImages() {}

  /** A cluster that can run them, and starts a crashed one again soon. */
  static ClusterOptions in(Path directory, ProductFiles product) {
    return ClusterOptions.in(directory)
        .withRestartBackOff(FIRST_BACK_OFF, LONGEST_BACK_OFF)
        .withImage(OPERATOR, operator(directory, product))
        .withImage(WORKER, worker(product));
  }

  /** Outside of a real pod the client library finds the cluster through a kubeconfig. */
  private static ContainerImage operator(Path directory, ProductFiles product) {
    List<String> command =
        JavaProgram.jar("384m", product.operator(), "-Djava.io.tmpdir={mount:/tmp}");
    return ContainerImage.of(command.toArray(String[]::new))
        .withPort("http", "DMW_HTTP_PORT")
        .withEnvironment("KUBECONFIG", directory.resolve("kubeconfig").toString())
        .withEnvironment("HOME", "{mount:/tmp}");
  }

  private static ContainerImage worker(ProductFiles product) {
    List<String> command =
        JavaProgram.jar("768m", product.worker(), "-Djava.io.tmpdir={mount:/var/lib/dmw/scratch}");
    return ContainerImage.of(command.toArray(String[]::new))
        .withPort("health", "DMW_HEALTH_PORT")
        .withPort("http", "DMW_HEALTH_PORT")
        .withEnvironment("HOME", "{mount:/var/lib/dmw/scratch}");
  }
}
