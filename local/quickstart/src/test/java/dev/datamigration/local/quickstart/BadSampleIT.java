package dev.datamigration.local.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.datamigration.local.source.OdditiesTables;
import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.ProductFiles;
import dev.datamigration.local.stack.StackOptions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sample of a mistake, applied as a user would, says what its head line promises. */
class BadSampleIT {
  private static final Path SAMPLES = ProductFiles.ofThisProject().root().resolve("samples/bad");

  @TempDir static Path directory;
  private static EmbeddedStack stack;

  @BeforeAll
  static void start() throws Exception {
    stack = EmbeddedStack.start(StackOptions.in(directory.resolve("stack")));
    try (Connection connection = stack.source().connect()) {
      OdditiesTables.load(connection);
    }
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE LAKE");
      statement.execute("CREATE SCHEMA LAKE.ODDITIES");
      statement.execute("CREATE TABLE LAKE.ODDITIES.LACKS_A_COLUMN (\"id\" INTEGER)");
    }
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  /** The sample in this stack: its connection, database and address. */
  private static String adapted(Path sample) {
    try {
      return Files.readString(sample)
          .replace("name: erp\n", "name: " + stack.sourceConnection() + "\n")
          .replace("databaseName: erp", "databaseName: " + stack.source().database())
          .replace("database: erp", "database: " + stack.source().database())
          .replace(
              "host: <erp-db.internal>",
              "host: " + stack.source().host() + "\n  port: " + stack.source().port())
          .replace("<user>", stack.source().reader().name());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String header(String yaml, String name) {
    return yaml.lines()
        .filter(line -> line.startsWith("# " + name + ": "))
        .map(line -> line.substring(name.length() + 4))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWhatIsWrong(Path sample) {
    String yaml = adapted(sample);
    String expected = header(yaml, "expect");
    List<HasMetadata> objects =
        stack
            .kubernetes()
            .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
            .items();
    objects.forEach(object -> object.getMetadata().setNamespace(stack.namespace()));
    if (header(yaml, "where").equals("kubectl apply")) {
      assertThat(catchThrowable(() -> objects.forEach(BadSampleIT::create)))
          .hasMessageContaining(expected);
      return;
    }
    objects.forEach(BadSampleIT::create);
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(statuses(objects)).contains(expected));
    objects.forEach(object -> stack.kubernetes().resource(object).delete());
  }

  private static void create(HasMetadata object) {
    stack
        .kubernetes()
        .resource(object)
        .fieldValidation(FieldValidateable.Validation.STRICT)
        .create();
  }

  /** What the API says about the objects, without what was asked for. */
  private static String statuses(List<HasMetadata> objects) {
    StringBuilder statuses = new StringBuilder();
    for (HasMetadata object : objects) {
      if (stack.kubernetes().resource(object).get() instanceof GenericKubernetesResource live) {
        statuses.append(live.<Object>get("status"));
      }
    }
    return statuses.toString();
  }
}
