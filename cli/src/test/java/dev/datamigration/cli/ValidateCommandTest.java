package dev.datamigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateCommandTest {
  private static final String WORKFLOW =
      """
      apiVersion: datamigration.dev/v1alpha1
      kind: DataMigrationWorkflow
      metadata: {name: erp-to-lake, labels: {team: data}}
      spec:
        sourceConnectionRef: {name: erp}
        snowflakeConnectionRef: {name: warehouse}
        suspend: true
        workers: {maxReplicas: 2, resources: {limits: {cpu: "2"}}}
        tables:
        - source: {databaseName: erp, schemaName: public, tableName: orders}
          target: {databaseName: LAKE, schemaName: ERP, tableName: ORDERS}
      """;

  private static final String SOURCE =
      """
      ---
      apiVersion: datamigration.dev/v1alpha1
      kind: SourceConnection
      metadata: {name: erp}
      spec: {platform: postgresql}
      """;

  @TempDir private Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void aGoodWorkflowPasses() throws IOException {
    Run run = Run.of("validate", file("w.yaml", WORKFLOW));
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo("workflows: 1, errors: 0, warnings: 0, other objects, not checked: 0\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void everyProblemIsReportedAtOnceWithItsPlace() throws IOException {
    Path file =
        file(
            "w.yaml",
            WORKFLOW
                .replace("tableName: orders", "tabelName: orders")
                .replace("suspend: true", "suspend: maybe"));
    Run run = Run.of("validate", file);
    assertThat(run.err().lines())
        .containsExactly(
            file
                + ": DMW-103: expected true or false, found the text \"maybe\" at spec.suspend. Write"
                + " true or false.",
            file
                + ": DMW-102: unknown key tabelName at spec.tables[0].source.tabelName. The nearest"
                + " known is tableName.");
    assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS);
  }

  @Test
  void aConnectionMustBeNamed() throws IOException {
    Run run =
        Run.of(
            "validate", file("w.yaml", WORKFLOW.replace("sourceConnectionRef: {name: erp}", "")));
    assertThat(run.err()).contains("DMW-107").contains("spec.sourceConnectionRef.name");
    assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS);
  }

  @Test
  void thePlatformComesFromTheSourceConnectionInAnyFile() throws IOException {
    Path workflow =
        file("w.yaml", WORKFLOW + "    extraction: {strategy: unload, externalStage: A.B.C}\n");
    assertThat(Run.of("validate", workflow, file("s.yaml", SOURCE)).err())
        .contains("DMW-131: postgresql cannot unload at spec.tables[0].extraction.strategy");
    assertThat(Run.of("validate", workflow).err()).doesNotContain("DMW-131");
    assertThat(Run.of("validate", "--platform", "postgresql", workflow).err()).contains("DMW-131");
  }

  @Test
  void objectsOfOtherKindsAreCounted() throws IOException {
    assertThat(Run.of("validate", file("w.yaml", WORKFLOW + SOURCE)).out())
        .isEqualTo("workflows: 1, errors: 0, warnings: 0, other objects, not checked: 1\n");
  }

  @Test
  void documentsOfAFileAreNumbered() throws IOException {
    Path file = file("w.yaml", WORKFLOW + SOURCE + "---\n" + WORKFLOW.replace("orders", ""));
    assertThat(Run.of("validate", file).err()).contains("w.yaml (document 3): DMW-1");
  }

  @Test
  void warningsDoNotFail() throws IOException {
    Run run = Run.of("validate", file("w.yaml", WORKFLOW + "    columnNamesToPartitionBy: []\n"));
    assertThat(run.err()).contains("w.yaml: warning: DMW-150");
    assertThat(run.out())
        .isEqualTo("workflows: 1, errors: 0, warnings: 1, other objects, not checked: 0\n");
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void aFileOfTheToolIsCheckedToo() throws IOException {
    Run run = Run.of("validate", file("tool.json", "{\"tables\": [{}]}"));
    assertThat(run.err()).contains("DMW-121").contains("tables[0].source.databaseName");
    assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"datamigration.dev/v9", "data.dev/v1alpha1", "v1"})
  void aVersionNobodyKnowsIsRefused(String version) throws IOException {
    Run run =
        Run.of("validate", file("w.yaml", WORKFLOW.replace("datamigration.dev/v1alpha1", version)));
    assertThat(run.err()).contains("DMW-114").contains("datamigration.dev/v1alpha1");
  }

  @Test
  void aFileThatCannotBeReadDoesNotHideTheOthers() throws IOException {
    Run run =
        Run.of(
            "validate",
            directory.resolve("none.yaml"),
            file("w.yaml", WORKFLOW.replace("tableName: ORDERS", "")));
    assertThat(run.err()).contains("none.yaml: DMW-100").contains("w.yaml: DMW-122");
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    Run run = Run.of();
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("Missing a command").contains("convert").contains("validate");
  }
}
