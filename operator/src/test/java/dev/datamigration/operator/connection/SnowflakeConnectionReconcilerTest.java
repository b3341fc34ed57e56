package dev.datamigration.operator.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.model.error.ErrorClass;
import dev.datamigration.operator.cluster.Samples;
import dev.datamigration.operator.cluster.TestCluster;
import dev.datamigration.operator.cluster.TestOperator;
import dev.datamigration.operator.engine.api.ConnectionSnapshot;
import dev.datamigration.operator.engine.api.ConnectionSnapshot.State;
import dev.datamigration.operator.engine.api.ObjectKey;
import dev.datamigration.operator.engine.api.SnowflakeIntent;
import dev.datamigration.operator.engine.api.SourceSnapshot;
import dev.datamigration.operator.engine.api.WorkflowSnapshot.Phase;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.resource.SourceConnection;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections in a cluster; the engine says what each test wants. */
class SnowflakeConnectionReconcilerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path directory;
  private static TestCluster cluster;
  private static TestOperator operator;
  private static KubernetesClient client;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(directory);
    client = cluster.client();
    operator = TestOperator.start(cluster, "one");
  }

  @AfterAll
  static void stop() {
    operator.close();
    cluster.close();
  }

  private static ConditionFactory soon() {
    return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50));
  }

  private static ObjectKey key(String namespace) {
    return new ObjectKey(namespace, "warehouse");
  }

  private static Resource<SnowflakeConnection> named(String namespace) {
    return client.resources(SnowflakeConnection.class).inNamespace(namespace).withName("warehouse");
  }

  private static Condition ready(String namespace) {
    SnowflakeConnection found = named(namespace).get();
    return found == null || found.getStatus() == null
        ? new Condition()
        : found.getStatus().conditions().get(0);
  }

  private static void secret(String namespace, Map<String, String> values) {
    client.resource(Samples.secret("snowflake-operator", values)).inNamespace(namespace).create();
  }

  private static SnowflakeIntent intent(String namespace) {
    soon().until(() -> operator.engine().snowflakeIntent(key(namespace)).isPresent());
    return operator.engine().snowflakeIntent(key(namespace)).orElseThrow();
  }

  @Test
  void theEngineGetsTheLoginFromTheSecretAndTheStatusWhatTheEngineSays() {
    cluster.namespace("good");
    secret("good", Map.of("token", "t0p\n"));
    Samples.create(client, "good", Samples.SNOWFLAKE);
    assertThat(intent("good").login())
        .isEqualTo(
            new SnowflakeLogin(
                "https://myorg-myaccount.snowflakecomputing.com",
                "myorg-myaccount",
                "DMW_OPERATOR",
                "LOAD_WH",
                new SnowflakeLogin.ProgrammaticAccessToken("t0p")));
    assertThat(intent("good").ledger()).isEqualTo(LedgerLocation.DEFAULT);
    assertThat(intent("good").workerRole()).isEqualTo("DMW_WORKER");
    soon().untilAsserted(() -> assertThat(ready("good").getReason()).isEqualTo("NotTested"));
    assertThat(ready("good").getStatus()).isEqualTo("Unknown");
    operator.engine().publish(new ConnectionSnapshot(key("good"), 1, State.READY, 1, null));
    soon().untilAsserted(() -> assertThat(ready("good").getStatus()).isEqualTo("True"));
    assertThat(named("good").get().getStatus().ledgerVersion()).isEqualTo(1);
  }

  @Test
  void aMissingSecretIsNamedAndTheConnectionGoesOnOnceItExists() {
    cluster.namespace("secretless");
    Samples.create(client, "secretless", Samples.SNOWFLAKE);
    soon()
        .untilAsserted(
            () ->
                assertThat(ready("secretless").getMessage())
                    .isEqualTo(
                        "DMW-401: Secret secretless/snowflake-operator does not exist. Create it;"
                            + " it is looked for again."));
    assertThat(ready("secretless").getStatus()).isEqualTo("False");
    secret("secretless", Map.of("password", "p"));
    soon()
        .untilAsserted(
            () ->
                assertThat(ready("secretless").getMessage())
                    .startsWith(
                        "DMW-402: Secret secretless/snowflake-operator has no value for the key"
                            + " token."));
    client
        .secrets()
        .inNamespace("secretless")
        .resource(Samples.secret("snowflake-operator", Map.of("token", "t")))
        .forceConflicts()
        .serverSideApply();
    assertThat(intent("secretless").login().credential())
        .isEqualTo(new SnowflakeLogin.ProgrammaticAccessToken("t"));
  }

  @Test
  void aRefusedLoginIsShownWithItsCodeAndARotatedSecretIsSeen() {
    cluster.namespace("refused");
    secret("refused", Map.of("token", "old"));
    Samples.create(client, "refused", Samples.SNOWFLAKE);
    intent("refused");
    operator
        .engine()
        .publish(
            new ConnectionSnapshot(
                key("refused"),
                1,
                State.FAILED,
                0,
                Samples.failure(
                    "DMW-201", ErrorClass.NEEDS_PERSON, "Snowflake refused the login.")));
    soon()
        .untilAsserted(
            () ->
                assertThat(ready("refused").getMessage())
                    .isEqualTo("DMW-201: Snowflake refused the login."));
    assertThat(ready("refused").getReason()).isEqualTo("NeedsPerson");
    client
        .secrets()
        .inNamespace("refused")
        .resource(Samples.secret("snowflake-operator", Map.of("token", "new")))
        .forceConflicts()
        .serverSideApply();
    soon()
        .untilAsserted(
            () ->
                assertThat(intent("refused").login().credential())
                    .isEqualTo(new SnowflakeLogin.ProgrammaticAccessToken("new")));
  }

  @Test
  void aPasswordWorksAndIsWarnedOf() {
    cluster.namespace("password");
    secret("password", Map.of("username", "u", "password", "p"));
    Samples.create(
        client,
        "password",
        Samples.SNOWFLAKE.replaceFirst("\\{type: pat, secretRef", "{type: password, secretRef"));
    assertThat(intent("password").login().credential())
        .isEqualTo(new SnowflakeLogin.Password("u", "p"));
    soon()
        .untilAsserted(
            () ->
                assertThat(client.v1().events().inNamespace("password").list().getItems())
                    .extracting(event -> event.getType() + " " + event.getReason())
                    .contains("Warning PasswordUsed"));
  }

  @Test
  void aConnectionStaysUntilItsLastWorkflowIsCleanedUp() {
    cluster.namespace("used");
    secret("used", Map.of("token", "t"));
    Samples.create(client, "used", Samples.SOURCE);
    Samples.create(client, "used", Samples.SNOWFLAKE);
    Samples.create(client, "used", Samples.WORKFLOW);
    soon().until(() -> operator.engine().workflowIntent(Samples.workflow("used")).isPresent());
    Resource<DataMigrationWorkflow> workflow =
        client.resources(DataMigrationWorkflow.class).inNamespace("used").withName("erp-to-lake");
    String uid = workflow.get().getMetadata().getUid();
    operator.engine().publish(new ConnectionSnapshot(key("used"), 1, State.READY, 1, null));
    named("used").delete();
    workflow.delete();
    soon()
        .untilAsserted(
            () ->
                assertThat(client.v1().events().inNamespace("used").list().getItems())
                    .extracting(event -> event.getType() + " " + event.getReason())
                    .contains("Warning InUse"));
    assertThat(named("used").get()).isNotNull();
    operator
        .engine()
        .publish(
            Samples.snapshot(
                Samples.workflow("used"), uid, 2, Phase.CANCELLED, null, 0, 0, 0, true));
    soon().until(() -> workflow.get() == null && named("used").get() == null);
    assertThat(operator.engine().isRemoved(key("used"))).isTrue();
  }

  @Test
  void aSourceIsReadyOnceAWorkerHasReachedItAndStaysSoWhenWorkersEnd() {
    cluster.namespace("source");
    Samples.create(client, "source", Samples.SOURCE);
    Resource<SourceConnection> source =
        client.resources(SourceConnection.class).inNamespace("source").withName("erp");
    ObjectKey erp = new ObjectKey("source", "erp");
    soon()
        .untilAsserted(
            () -> {
              assertThat(source.get().getStatus()).isNotNull();
              assertThat(source.get().getStatus().conditions())
                  .singleElement()
                  .satisfies(
                      ready -> {
                        assertThat(ready.getStatus()).isEqualTo("Unknown");
                        assertThat(ready.getReason()).isEqualTo("NotTested");
                      });
            });
    operator
        .engine()
        .publish(
            new SourceSnapshot(
                erp,
                true,
                Samples.failure("DMW-310", ErrorClass.NEEDS_PERSON, "The login failed.")));
    soon()
        .untilAsserted(
            () ->
                assertThat(source.get().getStatus().conditions().get(0).getMessage())
                    .isEqualTo("DMW-310: The login failed."));
    operator.engine().publish(new SourceSnapshot(erp, true, null));
    soon()
        .untilAsserted(
            () ->
                assertThat(source.get().getStatus().conditions().get(0).getStatus())
                    .isEqualTo("True"));
    operator.engine().publish(new SourceSnapshot(erp, false, null));
    assertThat(
            SourceConnectionStatusRenderer.render(
                source.get().getStatus(), 1, new SourceSnapshot(erp, false, null), Instant.EPOCH))
        .isEqualTo(source.get().getStatus());
  }
}
