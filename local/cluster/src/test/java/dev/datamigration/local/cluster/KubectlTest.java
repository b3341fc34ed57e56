package dev.datamigration.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with the real kubectl; left out on a machine that has none. */
class KubectlTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String IMAGE = "example.dev/greeter:1";

  @TempDir Path directory;
  private ClusterServer cluster;

  record Answer(int code, String text) {}

  @BeforeAll
  static void needsKubectl() {
    Assumptions.assumeTrue(
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl"))),
        "there is no kubectl on the PATH");
  }

  @BeforeEach
  void start() {
    cluster =
        ClusterServer.start(
            ClusterOptions.in(directory.resolve("cluster"))
                .withImage(
                    IMAGE,
                    ContainerImage.of("sh", "-c", "echo hello $0; while true; do sleep 1; done")));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private Answer kubectl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("kubectl", "--kubeconfig", cluster.kubeconfigFile().toString()));
    command.addAll(List.of("--cache-dir", directory.resolve("cache").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Answer(process.waitFor(), text);
  }

  private String succeed(String... arguments) throws Exception {
    Answer answer = kubectl(arguments);
    assertThat(answer.code()).as(answer.text()).isZero();
    return answer.text();
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  private String greeter() throws IOException {
    return file(
        "greeter.yaml",
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: greeter}
        spec:
          selector: {matchLabels: {app: greeter}}
          template:
            metadata: {labels: {app: greeter}}
            spec:
              terminationGracePeriodSeconds: 1
              containers: [{name: main, image: "%s", args: [world]}]
        """
            .formatted(IMAGE));
  }

  @Test
  void deploysScalesReadsLogsAndDeletes() throws Exception {
    assertThat(succeed("apply", "-f", greeter())).contains("deployment.apps/greeter created");
    succeed("rollout", "status", "deployment/greeter", "--timeout=60s");
    succeed("wait", "--for=condition=Available", "deployment/greeter", "--timeout=60s");
    await()
        .atMost(PATIENCE)
        .until(() -> kubectl("logs", "deployment/greeter").text().contains("hello world"));
    assertThat(succeed("get", "deployment", "greeter")).contains("1/1");
    assertThat(succeed("get", "pods", "-o", "wide")).contains("Running").contains("local-node");
    assertThat(succeed("describe", "pod", "-l", "app=greeter"))
        .contains("Started container main", "Successfully assigned");

    succeed("scale", "deployment/greeter", "--replicas=3");
    succeed("rollout", "status", "deployment/greeter", "--timeout=60s");
    assertThat(succeed("get", "pods", "-o", "name").lines()).hasSize(3);
    assertThat(succeed("describe", "deployment", "greeter")).contains("ScalingReplicaSet");

    succeed("delete", "deployment", "greeter");
    succeed("wait", "--for=delete", "pod", "-l", "app=greeter", "--timeout=60s");
    assertThat(succeed("get", "pods")).contains("No resources found");
  }

  @Test
  void followsALogUntilItsPodEnds() throws Exception {
    succeed("apply", "-f", greeter());
    succeed("rollout", "status", "deployment/greeter", "--timeout=60s");
    String pod = succeed("get", "pods", "-o", "name").strip();
    Process following =
        new ProcessBuilder(
                "kubectl", "--kubeconfig", cluster.kubeconfigFile().toString(), "logs", "-f", pod)
            .start();
    try (var output = following.inputReader(StandardCharsets.UTF_8)) {
      assertThat(output.readLine()).isEqualTo("hello world");
      succeed("delete", pod, "--wait=false");
      assertThat(output.readLine()).isNull();
      assertThat(following.waitFor()).isZero();
    } finally {
      following.destroyForcibly();
    }
  }

  @Test
  void anUnmetConditionTimesOut() throws Exception {
    succeed(
        "apply",
        "-f",
        file(
            "none.yaml",
            Files.readString(Path.of(greeter())).replace(IMAGE, "example.dev/unknown:1")));
    Answer waiting =
        kubectl("wait", "--for=condition=Available", "deployment/greeter", "--timeout=1s");
    assertThat(waiting.code()).isNotZero();
    assertThat(waiting.text()).contains("timed out");
    await().atMost(PATIENCE).until(() -> kubectl("get", "pods").text().contains("ErrImagePull"));
    assertThat(succeed("describe", "pod", "-l", "app=greeter"))
        .contains("image \"example.dev/unknown:1\" means nothing here")
        .contains(IMAGE);
  }

  @Test
  void explainsAndPrintsACustomKind() throws Exception {
    succeed("apply", "-f", Path.of("src/test/resources/backup-crd.yaml").toString());
    succeed("wait", "--for=condition=Established", "crd/backups.example.dev", "--timeout=60s");
    assertThat(succeed("explain", "backup.spec")).contains("KIND:       Backup");
    succeed(
        "apply",
        "-f",
        file(
            "backup.yaml",
            """
            apiVersion: example.dev/v1
            kind: Backup
            metadata: {name: nightly}
            spec: {database: erp}
            """));
    assertThat(succeed("get", "backups")).contains("nightly");
    assertThat(succeed("describe", "backup", "nightly")).contains("Database:");
  }
}
