package dev.datamigration.local.stack;

import dev.datamigration.local.source.DatabaseUser;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What a user of the product would apply to a cluster: the operator, connections, Secrets. */
final class StackManifests {
  static final String NAMESPACE = "default";
  static final String OPERATOR_NAMESPACE = "dmw-system";
  static final String SOURCE = "shop";
  static final String SNOWFLAKE = "warehouse";

  private StackManifests() {}

  static List<HasMetadata> operator(KubernetesClient client, StackOptions options) {
    String yaml =
        """
        apiVersion: v1
        kind: Namespace
        metadata: {name: dmw-system}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: dmw-operator, namespace: dmw-system}
        spec:
          replicas: 1
          strategy: {type: Recreate}
          selector: {matchLabels: {app.kubernetes.io/name: dmw-operator}}
          template:
            metadata: {labels: {app.kubernetes.io/name: dmw-operator}}
            spec:
              terminationGracePeriodSeconds: 10
              volumes: [{name: tmp, emptyDir: {}}]
              containers:
              - name: operator
                image: %s
                ports: [{name: http, containerPort: 8080}]
                env:
                - {name: DMW_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
                - {name: DMW_IDENTITY, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: DMW_WORKER_IMAGE, value: "%s"}
                - {name: DMW_TICK_INTERVAL, value: "%s"}
                - {name: DMW_WORKER_LEASE, value: "%s"}
                - {name: DMW_WORKER_SHRINK_DELAY, value: "%s"}
                readinessProbe: {httpGet: {path: /q/health/ready, port: http}, periodSeconds: 1, failureThreshold: 1}
                startupProbe: {httpGet: {path: /q/health/live, port: http}, periodSeconds: 1, failureThreshold: 120}
                livenessProbe: {httpGet: {path: /q/health/live, port: http}, periodSeconds: 10, failureThreshold: 3, timeoutSeconds: 5}
                volumeMounts: [{name: tmp, mountPath: /tmp}]
        """
            .formatted(
                ProductImages.OPERATOR,
                ProductImages.WORKER,
                options.operatorTick(),
                options.workerLease(),
                options.workerShrinkDelay());
    return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
  }

  static List<HasMetadata> connections(
      KubernetesClient client, SourceDatabase source, String snowflakeUrl) {
    String yaml =
        """
        apiVersion: datamigration.dev/v1alpha1
        kind: SourceConnection
        metadata: {name: %s, namespace: default}
        spec:
          platform: %s
          host: "%s"
          port: %d
          database: %s
          auth: {type: password, secretRef: {name: shop-source}}
          options: %s
        ---
        apiVersion: datamigration.dev/v1alpha1
        kind: SnowflakeConnection
        metadata: {name: %s, namespace: default}
        spec:
          url: %s
          role: %s
          warehouse: LOAD_WH
          auth: {type: pat, secretRef: {name: snowflake-operator}}
          workers: {role: %s, auth: {type: pat, secretRef: {name: snowflake-worker}}}
        """
            .formatted(
                SOURCE,
                source.platform(),
                source.host(),
                source.port(),
                source.database(),
                Serialization.asJson(source.connectionOptions()),
                SNOWFLAKE,
                snowflakeUrl,
                SnowflakeUsers.OPERATOR_ROLE,
                SnowflakeUsers.WORKER_ROLE);
    return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).items();
  }

  static List<Secret> secrets(DatabaseUser reader, SnowflakeUsers users) {
    return List.of(
        secret("shop-source", Map.of("username", reader.name(), "password", reader.password())),
        secret("snowflake-operator", Map.of("token", users.operatorToken())),
        secret("snowflake-worker", Map.of("token", users.workerToken())));
  }

  private static Secret secret(String name, Map<String, String> values) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(NAMESPACE)
        .endMetadata()
        .withStringData(values)
        .build();
  }
}
