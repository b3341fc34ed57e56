package dev.datamigration.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeLogin;
import dev.datamigration.ledger.connection.SnowflakeLogin.KeyPair;
import dev.datamigration.ledger.connection.SnowflakeLogin.Password;
import dev.datamigration.ledger.connection.SnowflakeLogin.ProgrammaticAccessToken;
import dev.datamigration.model.error.DmwException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerConfigurationFileTest {
  private static final String SOURCE =
      """
      [connections.source.postgresql]
      host = "erp-db"
      database = "erp"
      username = "reader"
      password = "p-secret"
      """;

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void everyMachineHasAName() {
    environment.put("HOSTNAME", "pod-1");
  }

  @Test
  void theExampleOfTheDocumentationIsReadWithoutAWarning() throws IOException {
    String page =
        Files.readString(
            Path.of(System.getProperty("project.root"), "docs", "worker-configuration.md"));
    String example = page.substring(page.indexOf("```toml\n") + 8);
    example = example.substring(0, example.indexOf("```"));
    Path secrets = folder.resolve("etc");
    Files.createDirectories(secrets.resolve("source"));
    Files.createDirectories(secrets.resolve("snowflake"));
    Files.writeString(secrets.resolve("source/username"), "reader");
    Files.writeString(secrets.resolve("source/password"), "pw\n");
    Files.writeString(secrets.resolve("snowflake/token"), "tok");

    WorkerConfiguration read = read(example.replace("/etc/dmw", secrets.toString()));

    assertThat(read.warnings()).isEmpty();
    ApplicationSettings application = read.application();
    assertThat(application.lanes()).isEqualTo(4);
    assertThat(application.affinity()).isEqualTo("emea");
    assertThat(application.sourceConnection()).isEqualTo("shop/erp");
    assertThat(application.hostName()).isEqualTo("pod-1");
    assertThat(application.ledger()).isEqualTo(LedgerLocation.DEFAULT);
    assertThat(application.scratch()).isEqualTo(Path.of("/var/lib/dmw/scratch"));
    assertThat(application.healthPort()).isEqualTo(8080);
    assertThat(read.source().platform()).isEqualTo("postgresql");
    assertThat(read.source().options()).containsEntry("sslmode", "require");
    assertThat(read.source().credentials().get())
        .containsEntry("username", "reader")
        .containsEntry("password", "pw");
    SnowflakeLogin login = read.snowflake().get();
    assertThat(login.url()).isEqualTo("https://myorg-myaccount.snowflakecomputing.com");
    assertThat(login.credential()).isEqualTo(new ProgrammaticAccessToken("tok"));
  }

  @Test
  void whatIsNotSaidHasTheDocumentedDefault() throws IOException {
    ApplicationSettings settings = read(SOURCE + inline("")).application();

    assertThat(settings.lanes()).isEqualTo(4);
    assertThat(settings.affinity()).isNull();
    assertThat(settings.fetchInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.heartbeatInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.gracePeriod()).isEqualTo(Duration.ofSeconds(25));
    assertThat(settings.healthPort()).isZero();
  }

  @Test
  void unknownKeysAreWarningsThatNameTheNearestKnownKey() throws IOException {
    WorkerConfiguration read =
        read(
            """
            speed = 3
            [application]
            max_paralel_tasks = 8
            """
                + SOURCE
                + inline("roll = \"X\""));

    assertThat(read.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning)
                    .contains("[application] max_paralel_tasks")
                    .contains("max_parallel_tasks"))
        .anySatisfy(warning -> assertThat(warning).startsWith("speed "))
        .anySatisfy(warning -> assertThat(warning).contains("roll").contains("role"))
        .hasSize(3);
    assertThat(read.application().lanes()).isEqualTo(4);
  }

  @Test
  void everythingThatIsWrongIsListedInOneErrorWithoutAnySecret() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    [application]
                    max_parallel_tasks = "many"
                    heartbeat_interval = 20
                    snowflake_database_for_metadata = "a b"
                    [connections.source.redshift]
                    host = "h"
                    port = 99999
                    password = "p-secret"
                    password_file = "/nowhere"
                    [connections.target.snowflake]
                    account = "a"
                    authenticator = "externalbrowser"
                    password = "q-secret"
                    """))
        .isInstanceOf(DmwException.class)
        .hasMessageStartingWith("DMW-301")
        .hasMessageContaining(
            "[application] max_parallel_tasks is not a whole number from 1 to 256")
        .hasMessageContaining("heartbeat_interval is more than a third of lease")
        .hasMessageContaining("snowflake_database_for_metadata")
        .hasMessageContaining("port is not a whole number")
        .hasMessageContaining("database is missing")
        .hasMessageContaining("username (or username_file) is missing")
        .hasMessageContaining("password and [connections.source.redshift] password_file are both")
        .hasMessageContaining("names /nowhere, which cannot be read")
        .hasMessageContaining("authenticator is none that works without a person")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void aFileThatIsNotTomlIsRefusedWithTheLineAndNothingOfItsContent() {
    assertThatThrownBy(() -> read("[application]\npassword = p-secret\n"))
        .hasMessageStartingWith("DMW-301")
        .hasMessageContaining("line 2")
        .message()
        .doesNotContain("p-secret");
  }

  @Test
  void aRotatedSecretIsReadAtTheNextLogin() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "old");
    WorkerConfiguration read = read(SOURCE + inline("token_file_path = \"" + token + "\"", ""));
    assertThat(read.snowflake().get().credential()).isEqualTo(new ProgrammaticAccessToken("old"));

    Files.writeString(token, "new");

    assertThat(read.snowflake().get().credential()).isEqualTo(new ProgrammaticAccessToken("new"));
    Files.delete(token);
    assertThatThrownBy(() -> read.snowflake().get()).hasMessageStartingWith("DMW-302");
  }

  @Test
  void aNamedConnectionIsFoundInConnectionsTomlBeforeConfigToml() throws IOException {
    environment.put("SNOWFLAKE_HOME", folder.toString());
    String named =
        SOURCE + "[connections.target.snowflake_connection_name]\nconnection_name = \"mig\"\n";
    Files.writeString(
        folder.resolve("config.toml"),
        "[connections.mig]\naccount = \"my_org-acc\"\nuser = \"u\"\npassword = \"pw\"\nschema = \"s\"\n");
    WorkerConfiguration fromConfig = read(named);
    assertThat(fromConfig.warnings()).isEmpty();
    assertThat(fromConfig.snowflake().get().credential()).isEqualTo(new Password("u", "pw"));
    assertThat(fromConfig.snowflake().get().url())
        .isEqualTo("https://my-org-acc.snowflakecomputing.com");

    Path key = Files.writeString(folder.resolve("key.p8"), "PEM");
    Files.writeString(
        folder.resolve("connections.toml"),
        "[mig]\nhost = \"127.0.0.1\"\nport = 8085\nprotocol = \"http\"\nuser = \"u\"\n"
            + "authenticator = \"snowflake_jwt\"\nprivate_key_file = \""
            + key
            + "\"\n");
    SnowflakeLogin login = read(named).snowflake().get();
    assertThat(login.url()).isEqualTo("http://127.0.0.1:8085");
    assertThat(login.credential()).isEqualTo(new KeyPair("u", "PEM", null));

    assertThatThrownBy(() -> read(named.replace("\"mig\"", "\"other\"")))
        .hasMessageContaining("connections.toml has no table [other]");
  }

  @Test
  void theEnvironmentReplacesTheHealthPort() throws IOException {
    environment.put("DMW_HEALTH_PORT", "9090");

    assertThat(
            read("[application]\nhealth_port = 8080\n" + SOURCE + inline(""))
                .application()
                .healthPort())
        .isEqualTo(9090);
  }

  private WorkerConfiguration read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("worker.toml"), text);
    return new WorkerConfigurationFile(environment).read(file);
  }

  private static String inline(String line) {
    return inline("token = \"t-secret\"", line);
  }

  private static String inline(String token, String line) {
    return "[connections.target.snowflake]\naccount = \"org-acc\"\n" + token + "\n" + line + "\n";
  }
}
