package dev.datamigration.operator.cluster;

import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.model.error.Failure;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.PoolKey;
import dev.datamigration.operator.engine.api.PoolSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Objects and snapshots that tests start from. */
public final class Samples {
  public static final String SOURCE =
      """
      apiVersion: datamigration.dev/v1alpha1
      kind: SourceConnection
      metadata: {name: erp}
      spec:
        platform: postgresql
        host: erp-db.internal
        database: erp
        auth: {type: password, secretRef: {name: erp-source}}
        options: {sslmode: require}
        limits: {maxConcurrentTasks: 8}
      """;
  public static final String SNOWFLAKE =
      """
      apiVersion: datamigration.dev/v1alpha1
      kind: SnowflakeConnection
      metadata: {name: warehouse}
      spec:
        account: myorg-myaccount
        role: DMW_OPERATOR
        warehouse: LOAD_WH
        auth: {type: pat, secretRef: {name: snowflake-operator}}
        workers: {role: DMW_WORKER, auth: {type: pat, secretRef: {name: snowflake-worker}}}
      """;
  public static final String WORKFLOW =
      """
      apiVersion: datamigration.dev/v1alpha1
      kind: DataMigrationWorkflow
      metadata: {name: erp-to-lake}
      spec:
        sourceConnectionRef: {name: erp}
        snowflakeConnectionRef: {name: warehouse}
        affinity: emea
        workers: {minReplicas: 0, maxReplicas: 6, threads: 4}
        defaultTableConfiguration:
          source: {databaseName: erp, schemaName: public}
          target: {databaseName: LAKE, schemaName: ERP}
        tables:
          - source: {tableName: orders}
            target: {tableName: ORDERS}
            columnNamesToPartitionBy: [order_id]
          - source: {tableName: customers}
            target: {tableName: CUSTOMERS}
            columnNamesToPartitionBy: [customer_id]
      """;

  private Samples() {}

  /** Creates what a YAML text describes. */
  public static void create(KubernetesClient client, String namespace, String yaml) {
    client
        .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
        .inNamespace(namespace)
        .create();
  }

  public static Secret secret(String name, Map<String, String> values) {
    return new SecretBuilder()
        .withNewMetadata()
        .withName(name)
        .endMetadata()
        .withStringData(values)
        .build();
  }

  public static ObjectKey workflow(String namespace) {
    return new ObjectKey(namespace, "erp-to-lake");
  }

  public static PoolKey pool(String namespace) {
    return new PoolKey(
        new ObjectKey(namespace, "warehouse"), new ObjectKey(namespace, "erp"), "emea");
  }

  public static PoolSnapshot work(String namespace, long ready, long assigned, int workflows) {
    return new PoolSnapshot(
        pool(namespace),
        ready,
        assigned,
        (int) Math.min(assigned, 24),
        0,
        0,
        Integer.MAX_VALUE,
        workflows);
  }

  public static Failure failure(String code, ErrorClass errorClass, String what) {
    return new Failure(code, errorClass, code + ": " + what);
  }

  /** A workflow of two tables, half of its million rows loaded. */
  public static WorkflowSnapshot running(ObjectKey key, String uid, long generation) {
    return snapshot(key, uid, generation, Phase.EXTRACTING, null, 2, 0, 500_000, false);
  }

  public static WorkflowSnapshot snapshot(
      ObjectKey key,
      String uid,
      long generation,
      Phase phase,
      Failure stalled,
      int planned,
      int done,
      long rows,
      boolean cleanedUp) {
    return snapshot(
        key, uid, generation, phase, stalled, planned, done, rows, rows, false, null, cleanedUp);
  }

  /** A workflow, both its tables planned, some of whose rows are extracted and fewer loaded. */
  public static WorkflowSnapshot extracting(
      ObjectKey key, String uid, long generation, long extracted, long loaded) {
    return snapshot(
        key, uid, generation, Phase.EXTRACTING, null, 2, 0, extracted, loaded, true, null, false);
  }

  /** A workflow that is being suspended, or has been. */
  public static WorkflowSnapshot suspended(
      ObjectKey key, String uid, long generation, boolean atWork) {
    return snapshot(
        key, uid, generation, Phase.SUSPENDED, null, 2, 0, 500_000, 500_000, atWork, null, false);
  }

  /** A workflow that acted on a wish to retry what failed. */
  public static WorkflowSnapshot retried(
      ObjectKey key, String uid, long generation, Phase phase, String retry) {
    return snapshot(key, uid, generation, phase, null, 2, 0, 500_000, 500_000, true, retry, false);
  }

  /** A workflow that the ledger holds nothing of. */
  public static WorkflowSnapshot notRecorded(ObjectKey key, String uid, Failure stalled) {
    return new WorkflowSnapshot(
        key,
        uid,
        1,
        null,
        Phase.PENDING,
        stalled,
        2,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        null,
        0,
        List.of(),
        false,
        null,
        false);
  }

  private static WorkflowSnapshot snapshot(
      ObjectKey key,
      String uid,
      long generation,
      Phase phase,
      Failure stalled,
      int planned,
      int done,
      long extracted,
      long loaded,
      boolean atWork,
      String handledRetry,
      boolean cleanedUp) {
    return new WorkflowSnapshot(
        key,
        uid,
        generation,
        "erp_to_lake_0123456789ab",
        phase,
        stalled,
        2,
        planned,
        done,
        0,
        0,
        0,
        40,
        20,
        0,
        1_000_000,
        extracted,
        loaded,
        123_456_789,
        25_000,
        Duration.ofMinutes(12),
        3,
        List.of(),
        atWork,
        handledRetry,
        cleanedUp);
  }
}
