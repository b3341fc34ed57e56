package dev.datamigration.local.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.datamigration.local.cluster.ClusterOptions;
import dev.datamigration.local.cluster.ClusterServer;
import dev.datamigration.local.cluster.ContainerImage;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments as processes, seen through the API like everyone sees them. */
class NodeTest {
  private static final String IMAGE = "example.dev/tiny:1";
  private static final String OTHER_IMAGE = "example.dev/tiny:2";

  @TempDir Path directory;
  private Path switches;
  private ClusterServer cluster;
  private KubernetesClient client;

  @BeforeEach
  void start() throws IOException {
    switches = Files.createDirectory(directory.resolve("switches"));
    open();
  }

  private void open() {
    ContainerImage image =
        ContainerImage.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir={mount:/scratch}",
                "-cp",
                System.getProperty("java.class.path"),
                TinyProgram.class.getName(),
                switches.toString())
            .withPort("http", "LISTEN_ON");
    cluster =
        ClusterServer.start(
            ClusterOptions.in(directory.resolve("cluster"))
                .withImage(IMAGE, image)
                .withImage(OTHER_IMAGE, image)
                .withRestartBackOff(Duration.ofMillis(300), Duration.ofSeconds(30)));
    client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(cluster.kubeconfig()))
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    cluster.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(100));
  }

  /** A Deployment of one container, whose further fields {@code lines} give. */
  private Deployment deploy(int replicas, String... lines) {
    Deployment deployment =
        Serialization.unmarshal(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: tiny, namespace: default}
            spec:
              replicas: %d
              selector: {matchLabels: {app: tiny}}
              template:
                metadata: {labels: {app: tiny}}
                spec:
                  terminationGracePeriodSeconds: 5
                  volumes:
                  - {name: login, secret: {secretName: login, optional: true}}
                  - {name: settings, configMap: {name: settings, optional: true}}
                  - {name: scratch, emptyDir: {}}
                  containers:
                  - name: main
                    image: %s
                    ports: [{name: http, containerPort: 8080}]
                    readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 1}
            """
                    .formatted(replicas, IMAGE)
                + String.join("\n", lines).indent(8),
            Deployment.class);
    return client.resource(deployment).create();
  }

  private Deployment deployment() {
    return client.apps().deployments().inNamespace("default").withName("tiny").get();
  }

  private int ready() {
    return Optional.ofNullable(deployment().getStatus().getReadyReplicas()).orElse(0);
  }

  private List<Pod> pods() {
    return client.pods().inNamespace("default").withLabel("app", "tiny").list().getItems();
  }

  private Pod onlyPod() {
    assertThat(pods()).hasSize(1);
    return pods().get(0);
  }

  private static ContainerStatus status(Pod pod) {
    return pod.getStatus().getContainerStatuses().get(0);
  }

  private static long pid(Pod pod) {
    return Long.parseLong(status(pod).getContainerID().replace("process://", ""));
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  private List<String> eventReasons(HasMetadata about) {
    return client.v1().events().inNamespace("default").list().getItems().stream()
        .filter(event -> event.getInvolvedObject().getUid().equals(about.getMetadata().getUid()))
        .map(event -> event.getReason())
        .toList();
  }

  private String ask(Pod pod, String path) {
    String log = client.pods().resource(pod).getLog();
    assertThat(log).contains("listening");
    int port = port(pod);
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** From the process' own environment. */
  private static int port(Pod pod) {
    try {
      String environment = Files.readString(Path.of("/proc/" + pid(pod) + "/environ"));
      return List.of(environment.split("\0", -1)).stream()
          .filter(variable -> variable.startsWith("LISTEN_ON="))
          .map(variable -> Integer.parseInt(variable.substring("LISTEN_ON=".length())))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void runsAsManyProcessesAsTheDeploymentHasReplicasAndReportsThemReady() {
    Deployment created = deploy(2);
    soon().until(() -> ready() == 2);
    assertThat(deployment().getStatus().getObservedGeneration())
        .isEqualTo(deployment().getMetadata().getGeneration());
    assertThat(deployment().getStatus().getAvailableReplicas()).isEqualTo(2);
    assertThat(deployment().getStatus().getConditions())
        .anySatisfy(
            condition -> {
              assertThat(condition.getType()).isEqualTo("Progressing");
              assertThat(condition.getReason()).isEqualTo("NewReplicaSetAvailable");
            });
    List<Pod> running = pods();
    assertThat(running).hasSize(2).allSatisfy(pod -> assertThat(isAlive(pid(pod))).isTrue());
    assertThat(port(running.get(0))).isNotEqualTo(port(running.get(1)));
    assertThat(eventReasons(created)).contains("ScalingReplicaSet");
    assertThat(eventReasons(running.get(0))).contains("Scheduled", "Started");

    client.apps().deployments().inNamespace("default").withName("tiny").scale(1);
    soon().until(() -> pods().size() == 1);
    soon().until(() -> running.stream().filter(pod -> isAlive(pid(pod))).count() == 1);

    client.apps().deployments().inNamespace("default").withName("tiny").delete();
    soon().until(() -> pods().isEmpty());
    assertThat(running).noneSatisfy(pod -> assertThat(isAlive(pid(pod))).isTrue());
    assertThat(directory.resolve("cluster/pods")).isEmptyDirectory();
  }

  @Test
  void startsAKilledProcessAgainAndKeepsTheLogOfTheRunBefore() {
    deploy(1);
    soon().until(() -> ready() == 1);
    Pod before = onlyPod();
    ProcessHandle.of(pid(before)).ifPresent(ProcessHandle::destroyForcibly);
    soon().until(() -> status(onlyPod()).getRestartCount() == 1 && ready() == 1);
    Pod after = onlyPod();
    assertThat(after.getMetadata().getUid()).isEqualTo(before.getMetadata().getUid());
    assertThat(pid(after)).isNotEqualTo(pid(before));
    assertThat(status(after).getLastState().getTerminated().getExitCode()).isEqualTo(137);
    assertThat(client.pods().resource(after).terminated().getLog()).contains("listening");
  }

  @Test
  void waitsLongerAndLongerBeforeItStartsACrashingContainerAgain() throws IOException {
    Files.createFile(switches.resolve("crash"));
    deploy(1);
    soon()
        .until(
            () -> pods().size() == 1 && onlyPod().getStatus().getContainerStatuses().size() == 1);
    soon()
        .until(
            () ->
                Optional.ofNullable(status(onlyPod()).getState().getWaiting())
                    .filter(waiting -> waiting.getReason().equals("CrashLoopBackOff"))
                    .isPresent());
    assertThat(status(onlyPod()).getLastState().getTerminated().getExitCode()).isEqualTo(3);
    assertThat(eventReasons(onlyPod())).contains("BackOff");
    Files.delete(switches.resolve("crash"));
    soon().until(() -> ready() == 1);
    assertThat(status(onlyPod()).getRestartCount()).isPositive();
  }

  @Test
  void takesAPodOutOfServiceWhileItsReadinessProbeFails() throws IOException {
    deploy(1);
    soon().until(() -> ready() == 1);
    Files.createFile(switches.resolve("ready"));
    soon().until(() -> ready() == 0);
    assertThat(status(onlyPod()).getRestartCount()).isZero();
    assertThat(eventReasons(onlyPod())).contains("Unhealthy");
    Files.delete(switches.resolve("ready"));
    soon().until(() -> ready() == 1);
  }

  @Test
  void restartsAContainerWhoseLivenessProbeFails() throws IOException {
    deploy(
        1,
        "livenessProbe: {httpGet: {path: /alive, port: http}, periodSeconds: 1, failureThreshold: 1, initialDelaySeconds: 5}");
    soon().until(() -> ready() == 1);
    Files.createFile(switches.resolve("alive"));
    soon().until(() -> status(onlyPod()).getRestartCount() > 0);
    assertThat(eventReasons(onlyPod())).contains("Killing");
    assertThat(client.pods().resource(onlyPod()).terminated().getLog()).contains("asked to end");
  }

  @Test
  void givesAContainerItsVariablesAndItsMountedFilesAndRefreshesThem() {
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("login")
                .withNamespace("default")
                .endMetadata()
                .addToStringData("password", "first")
                .build())
        .create();
    client
        .resource(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: settings, namespace: default}
            data: {main.toml: 'password_file = "/etc/tiny/login/password"'}
            """)
        .create();
    deploy(
        1,
        "args: [--config, /etc/tiny/settings/main.toml, --name=$(POD)]",
        "env:",
        "- {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}",
        "- {name: PASSWORD, valueFrom: {secretKeyRef: {name: login, key: password}}}",
        "- {name: SETTINGS, value: /etc/tiny/settings/main.toml}",
        "volumeMounts:",
        "- {name: login, mountPath: /etc/tiny/login, readOnly: true}",
        "- {name: settings, mountPath: /etc/tiny/settings}",
        "- {name: scratch, mountPath: /scratch}");
    soon().until(() -> ready() == 1);
    Pod pod = onlyPod();
    assertThat(ask(pod, "/env/POD")).isEqualTo(pod.getMetadata().getName());
    assertThat(ask(pod, "/env/PASSWORD")).isEqualTo("first");
    String settings = ask(pod, "/file" + ask(pod, "/env/SETTINGS"));
    String passwordFile = settings.substring(settings.indexOf('"') + 1, settings.length() - 1);
    assertThat(ask(pod, "/file" + passwordFile)).isEqualTo("first");
    assertThat(client.pods().resource(pod).getLog())
        .contains("--name=" + pod.getMetadata().getName());

    client
        .secrets()
        .inNamespace("default")
        .withName("login")
        .edit(
            secret ->
                new SecretBuilder(secret).withStringData(Map.of("password", "second")).build());
    soon().until(() -> ask(pod, "/file" + passwordFile).equals("second"));
  }

  @Test
  void waitsForASecretThatIsNotThereYet() {
    deploy(1, "env:", "- {name: PASSWORD, valueFrom: {secretKeyRef: {name: late, key: password}}}");
    soon()
        .untilAsserted(
            () ->
                assertThat(status(onlyPod()).getState().getWaiting())
                    .satisfies(
                        waiting -> {
                          assertThat(waiting.getReason()).isEqualTo("CreateContainerConfigError");
                          assertThat(waiting.getMessage()).isEqualTo("secret \"late\" not found");
                        }));
    client
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withName("late")
                .withNamespace("default")
                .endMetadata()
                .addToStringData("password", "here")
                .build())
        .create();
    soon().until(() -> ready() == 1);
  }

  @Test
  void rollsANewTemplateOutAndKeepsEnoughPodsMeanwhile() {
    deploy(2);
    soon().until(() -> ready() == 2);
    List<String> before = pods().stream().map(pod -> pod.getMetadata().getName()).toList();
    client
        .apps()
        .deployments()
        .inNamespace("default")
        .withName("tiny")
        .edit(
            deployment -> {
              deployment
                  .getSpec()
                  .getTemplate()
                  .getSpec()
                  .getContainers()
                  .get(0)
                  .setImage(OTHER_IMAGE);
              return deployment;
            });
    soon()
        .until(
            () -> {
              assertThat(ready()).isGreaterThanOrEqualTo(2);
              return pods().size() == 2
                  && pods().stream().noneMatch(pod -> before.contains(pod.getMetadata().getName()))
                  && ready() == 2;
            });
    assertThat(client.apps().replicaSets().inNamespace("default").list().getItems())
        .extracting(each -> each.getSpec().getReplicas())
        .containsExactlyInAnyOrder(0, 2);
    assertThat(deployment().getMetadata().getAnnotations())
        .containsEntry("deployment.kubernetes.io/revision", "2");
  }

  @Test
  void replacesAPodThatSomeoneDeletes() {
    deploy(1);
    soon().until(() -> ready() == 1);
    Pod before = onlyPod();
    client.pods().resource(before).delete();
    soon()
        .until(
            () ->
                ready() == 1
                    && pods().size() == 1
                    && !onlyPod().getMetadata().getName().equals(before.getMetadata().getName()));
    assertThat(isAlive(pid(before))).isFalse();
  }

  @Test
  void startsTheSamePodsAgainAfterTheServerWasRestarted() {
    deploy(1);
    soon().until(() -> ready() == 1);
    Pod before = onlyPod();
    stop();
    assertThat(isAlive(pid(before))).isFalse();
    open();
    soon().until(() -> isAlive(pid(onlyPod())) && ready() == 1);
    assertThat(onlyPod().getMetadata().getName()).isEqualTo(before.getMetadata().getName());
    assertThat(status(onlyPod()).getRestartCount()).isEqualTo(1);
  }

  @Test
  void refusesWhatItCannotDoByTheNameOfTheField() {
    assertThatThrownBy(() -> deploy(1, "lifecycle: {preStop: {sleep: {seconds: 3}}}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("spec.template.spec.containers[0].lifecycle");
    assertThatThrownBy(() -> deploy(1, "startupProbe: {exec: {command: [ls]}}"))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("containers[0].startupProbe.exec");
  }
}
