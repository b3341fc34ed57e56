package dev.datamigration.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.datamigration.operator.cluster.Samples;
import dev.datamigration.operator.resource.ObjectReference;
import dev.datamigration.operator.resource.SnowflakeConnection;
import dev.datamigration.operator.resource.SourceConnection;
import dev.datamigration.operator.resource.WorkerPool;
import dev.datamigration.operator.resource.WorkerPoolSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The file is read back as the worker reads it; the keys are those of docs/worker-configuration.md.
 */
class WorkerTomlTest {
  private static final TomlMapper TOML = new TomlMapper();
  private static final SourceConnection POSTGRESQL = read(Samples.SOURCE, SourceConnection.class);

  private static <T extends HasMetadata> T read(String yaml, Class<T> type) {
    T object = Serialization.unmarshal(yaml, type);
    object.getMetadata().setNamespace("shop");
    return object;
  }

  private static SnowflakeConnection snowflake(String workers) {
    return read(
        Samples.SNOWFLAKE.replace(
            "workers: {role: DMW_WORKER, auth: {type: pat, secretRef: {name: snowflake-worker}}}",
            workers),
        SnowflakeConnection.class);
  }

  private static JsonNode render(
      SourceConnection source, SnowflakeConnection snowflake, boolean passphrase)
      throws IOException {
    WorkerPool pool = new WorkerPool();
    pool.setMetadata(new ObjectMetaBuilder().withNamespace("shop").withName("emea").build());
    pool.setSpec(
        new WorkerPoolSpec(
            new ObjectReference("erp"),
            new ObjectReference("warehouse"),
            "emea",
            -1,
            0,
            6,
            3,
            null));
    return TOML.readTree(
        WorkerToml.render(pool, source, snowflake, passphrase, Duration.ofSeconds(30)));
  }

  private static JsonNode target(String workers, boolean passphrase) throws IOException {
    return render(POSTGRESQL, snowflake(workers), passphrase).at("/connections/target/snowflake");
  }

  @Test
  void theFileSaysWhatThePageSays() throws IOException {
    JsonNode expected =
        TOML.readTree(
            """
            selected_task_source = "snowflake_stored_procedure"

            [application]
            max_parallel_tasks = 3
            affinity = "emea"
            source_connection = "shop/erp"
            local_results_directory = "/var/lib/dmw/scratch"
            lease = 30
            heartbeat_interval = 10
            grace_period = 25
            health_port = 8080

            [connections.source.postgresql]
            host = "erp-db.internal"
            port = 5432
            database = "erp"
            username_file = "/etc/dmw/source/username"
            password_file = "/etc/dmw/source/password"

            [connections.source.postgresql.options]
            sslmode = "require"

            [connections.target.snowflake]
            account = "myorg-myaccount"
            role = "DMW_WORKER"
            warehouse = "LOAD_WH"
            authenticator = "PROGRAMMATIC_ACCESS_TOKEN"
            token_file_path = "/etc/dmw/snowflake/token"
            """);
    assertThat(
            render(
                POSTGRESQL,
                snowflake("workers: {role: DMW_WORKER, auth: {type: pat, secretRef: {name: w}}}"),
                false))
        .isEqualTo(expected);
  }

  @Test
  void workersWithoutALoginOfTheirOwnUseTheOperators() throws IOException {
    JsonNode target = target("", false);
    assertThat(target.at("/role").asText()).isEqualTo("DMW_OPERATOR");
    assertThat(target.at("/authenticator").asText()).isEqualTo("PROGRAMMATIC_ACCESS_TOKEN");
  }

  @Test
  void aPassphraseIsNamedOnlyIfThereIsOne() throws IOException {
    String keyPair = "workers: {auth: {type: keyPair, secretRef: {name: w}}}";
    assertThat(target(keyPair, true).at("/private_key_file_pwd_file").asText())
        .isEqualTo("/etc/dmw/snowflake/passphrase");
    JsonNode plain = target(keyPair, false);
    assertThat(plain.has("private_key_file_pwd_file")).isFalse();
    assertThat(plain.at("/authenticator").asText()).isEqualTo("SNOWFLAKE_JWT");
    assertThat(plain.at("/user_file").asText()).isEqualTo("/etc/dmw/snowflake/username");
    assertThat(plain.at("/private_key_file").asText()).isEqualTo("/etc/dmw/snowflake/privateKey");
  }

  @Test
  void everyOtherWayToLogInIsInTheDriversWords() throws IOException {
    JsonNode oauth = target("workers: {auth: {type: oauth, secretRef: {name: w}}}", false);
    assertThat(oauth.at("/authenticator").asText()).isEqualTo("OAUTH");
    JsonNode password = target("workers: {auth: {type: password, secretRef: {name: w}}}", false);
    assertThat(password.at("/password_file").asText()).isEqualTo("/etc/dmw/snowflake/password");
    JsonNode identity = target("workers: {auth: {type: workloadIdentity, provider: AWS}}", false);
    assertThat(identity.at("/workload_identity_provider").asText()).isEqualTo("AWS");
    assertThat(identity.has("token_file_path")).isFalse();
  }

  @Test
  void redshiftWithAnAwsIdentityNeedsNoPassword() throws IOException {
    SourceConnection redshift =
        read(
            """
            apiVersion: datamigration.dev/v1alpha1
            kind: SourceConnection
            metadata: {name: erp}
            spec:
              platform: redshift
              host: cluster.internal
              database: erp
              auth: {type: iam, clusterId: c1, region: eu-central-1, username: loader}
            """,
            SourceConnection.class);
    JsonNode source = render(redshift, snowflake(""), false).at("/connections/source/redshift");
    assertThat(source.at("/auth_method").asText()).isEqualTo("iam-provisioned-cluster");
    assertThat(source.at("/port").asInt()).isEqualTo(5439);
    assertThat(source.at("/username").asText()).isEqualTo("loader");
    assertThat(source.has("password_file")).isFalse();
    assertThat(source.has("access_key_id_file")).isFalse();
  }

  @Test
  void whatAUserWroteCannotBecomeAnotherKey() throws IOException {
    SourceConnection hostile =
        read(
            Samples.SOURCE.replace(
                "host: erp-db.internal", "host: \"x\\\"\\nhealth_port = 1\\n[application]\""),
            SourceConnection.class);
    JsonNode rendered = render(hostile, snowflake(""), false);
    assertThat(rendered.at("/connections/source/postgresql/host").asText())
        .isEqualTo("x\"\nhealth_port = 1\n[application]");
    assertThat(rendered.at("/application/health_port").asInt()).isEqualTo(8080);
  }
}
