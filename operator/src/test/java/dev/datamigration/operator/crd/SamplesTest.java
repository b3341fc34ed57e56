package dev.datamigration.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.model.validation.ValidatedWorkflow;
import dev.datamigration.model.validation.WorkflowValidation;
import dev.datamigration.operator.resource.DataMigrationWorkflow;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.FieldValidateable.Validation;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {
  private static final Path SAMPLES = Path.of(System.getProperty("project.root"), "samples");
  private static final Path UNKNOWN_FIELD = SAMPLES.resolve("bad/unknown-field.yaml");

  @TempDir static Path directory;
  private static ApiServer server;

  @BeforeAll
  static void start() {
    server = ApiServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static List<Path> good() throws IOException {
    return in(SAMPLES);
  }

  static List<Path> bad() throws IOException {
    return in(SAMPLES.resolve("bad"));
  }

  static Stream<Path> thatAnApiServerTakes() throws IOException {
    return Stream.concat(good().stream(), bad().stream().filter(it -> !it.equals(UNKNOWN_FIELD)));
  }

  private static List<HasMetadata> objects(Path file) throws IOException {
    return server.client().load(new ByteArrayInputStream(Files.readAllBytes(file))).items();
  }

  @ParameterizedTest
  @MethodSource("thatAnApiServerTakes")
  void anApiServerTakesTheSampleStrictly(Path file) throws IOException {
    for (HasMetadata object : objects(file)) {
      object.getMetadata().setNamespace("default");
      HasMetadata taken =
          server
              .client()
              .resource(object)
              .fieldValidation(Validation.STRICT)
              .fieldManager("samples")
              .forceConflicts()
              .serverSideApply();
      assertThat(taken.getMetadata().getUid()).isNotNull();
      server.readAsOperator(taken);
    }
  }

  @Test
  void anUnknownFieldIsRefusedWithItsPlace() throws IOException {
    HasMetadata object = objects(UNKNOWN_FIELD).get(0);
    object.getMetadata().setNamespace("default");
    assertThatThrownBy(
            () -> server.client().resource(object).fieldValidation(Validation.STRICT).create())
        .hasMessageContaining(expectation(UNKNOWN_FIELD));
  }

  @ParameterizedTest
  @MethodSource("good")
  void theWorkflowsOfAGoodSampleAreValid(Path file) throws IOException {
    for (HasMetadata object : objects(file)) {
      if (object.getKind().equals("DataMigrationWorkflow")) {
        DataMigrationWorkflow workflow =
            Serialization.unmarshal(Serialization.asYaml(object), DataMigrationWorkflow.class);
        ValidatedWorkflow validated =
            new WorkflowValidation().validate(workflow.getSpec().toConfiguration(), null);
        assertThat(validated.errors()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadSampleSaysWhatToExpectAndWhere(Path file) throws IOException {
    assertThat(expectation(file)).isNotBlank();
    assertThat(comment(file, "# where: ")).isNotBlank();
  }

  private static String expectation(Path file) throws IOException {
    return comment(file, "# expect: ");
  }

  private static String comment(Path file, String key) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + " has no line " + key));
  }
}
