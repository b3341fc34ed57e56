package dev.datamigration.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvertCommandTest {
  private static final Path EVERY_KEY =
      Run.ROOT.resolve("model/src/test/resources/dev/datamigration/model/reading/every-key.json");

  /** A file of release 0.3 of the tool. */
  private static final String TOOL_FILE =
      """
      {
        "schemaVersion": "1.0.0",
        "affinity": "emea",
        "defaultTableConfiguration": {
          "source": {"databaseName": "erp", "schemaName": "dbo"},
          "target": {"databaseName": "LAKE", "schemaName": "ERP"},
          "partitionSize": "auto",
          "extraction": {"strategy": "regular"},
          "synchronization": {"strategy": "none"}
        },
        "tables": [
          {
            "source": {"tableName": "orders"},
            "target": {"tableName": "ORDERS"},
            "columnNamesToPartitionBy": ["order_id"],
            "partitionSize": {"targetSizeMb": 256},
            "whereClauseCriteria": "note <> 'it''s: #1'"
          }
        ]
      }
      """;

  @TempDir private Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static JsonNode yaml(String text) throws IOException {
    return new YAMLMapper().readTree(text);
  }

  private static JsonNode configuration(JsonNode workflow) {
    ObjectNode spec = workflow.path("spec").deepCopy();
    spec.remove("sourceConnectionRef");
    spec.remove("snowflakeConnectionRef");
    return spec;
  }

  @Test
  void everyKeyIsTakenOverAsItWasWritten() throws IOException {
    Run run = Run.of("convert", EVERY_KEY);
    assertThat(configuration(yaml(run.out())))
        .isEqualTo(new ObjectMapper().readTree(EVERY_KEY.toFile()));
  }

  @Test
  void aValidFileBecomesAWorkflow() throws IOException {
    Path file = file("ERP to lake.json", TOOL_FILE);
    Run run =
        Run.of(
            "convert",
            file,
            "--namespace",
            "migrations",
            "--source-connection",
            "erp",
            "--snowflake-connection",
            "warehouse",
            "--workers",
            "6",
            "--threads",
            "8");
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith(
            """
            apiVersion: datamigration.dev/v1alpha1
            kind: DataMigrationWorkflow
            metadata:
              name: erp-to-lake
              namespace: migrations
            spec:
              sourceConnectionRef:
                name: erp
              snowflakeConnectionRef:
                name: warehouse
              workers:
                maxReplicas: 6
                threads: 8
              schemaVersion: "1.0.0"
              affinity: emea
              defaultTableConfiguration:
                source:
                  databaseName: erp
                  schemaName: dbo
            """);
    assertThat(yaml(run.out()).at("/spec/tables"))
        .isEqualTo(new ObjectMapper().readTree(TOOL_FILE).path("tables"));
  }

  @Test
  void whatHasNoPlaceIsReportedAndKeptInCommentsAndTheWorkflowDoesNotStart() throws IOException {
    Path file =
        file(
            "workflow.json",
            TOOL_FILE
                .replace("\"orders\"}", "\"orders\", \"shard\": 3}")
                .replace(
                    "\"whereClauseCriteria\": \"note <> 'it''s: #1'\"",
                    "\"whereClauseCriteria\": 7"));
    Run run = Run.of("convert", file);
    assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS);
    assertThat(run.err().lines())
        .containsExactly(
            file
                + ": DMW-102: unknown key shard at tables[0].source.shard. Known here: databaseName,"
                + " schemaName, tableName, includeTableNames, excludeTableNames.",
            file
                + ": DMW-103: expected text, found the number 7 at tables[0].whereClauseCriteria."
                + " Put it in quotes: \"7\".");
    assertThat(run.out())
        .contains("# Not taken over: DMW-102: unknown key shard at tables[0].source.shard.")
        .contains("\n#   3\n")
        .contains("\n#   7\n");
    JsonNode workflow = yaml(run.out());
    assertThat(workflow.at("/spec/suspend").booleanValue()).isTrue();
    assertThat(workflow.at("/spec/tables/0/columnNamesToPartitionBy/0").textValue())
        .isEqualTo("order_id");
  }

  @Test
  void anElementThatCannotBeTakenOverDoesNotShiftTheOthers() throws IOException {
    Path file =
        file("workflow.json", TOOL_FILE.replace("\"tables\": [", "\"tables\": [\"customers\","));
    Run run = Run.of("convert", file);
    assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS);
    assertThat(run.err()).contains("DMW-103: expected an object").contains("tables[0]");
    assertThat(yaml(run.out()).at("/spec/tables/0/source/tableName").textValue())
        .isEqualTo("orders");
  }

  @Test
  void nullMeansNotSaid() throws IOException {
    Path file = file("workflow.json", TOOL_FILE.replace("\"emea\"", "null"));
    Run run = Run.of("convert", file);
    assertThat(run.exitCode()).isZero();
    assertThat(yaml(run.out()).path("spec").has("affinity")).isFalse();
  }

  @Test
  void whatIsTakenOverButInvalidIsReported() throws IOException {
    Path file = file("workflow.json", TOOL_FILE.replace("\"tableName\": \"ORDERS\"", ""));
    Run run = Run.of("convert", file);
    assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEMS);
    assertThat(run.err()).contains("DMW-122").contains("tables[0].target.tableName");
    assertThat(run.out()).doesNotContain("Not taken over");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "No",
        "null",
        "~",
        "1.0",
        "0x1F",
        "1_000",
        "12:30:45",
        "2020-01-01",
        "1e3",
        ".5",
        "- a",
        "a: b",
        "a #b",
        " a",
        "a ",
        "",
        "line\nbreak",
        " line\nbreak \n",
        "\"Quoted\"",
        "'",
        "@stage",
        "*",
        "&a",
        "é",
        "\\",
        "\t",
        "=",
        "<<",
        "true"
      })
  void anyTextIsReadBackTheSame(String text) throws IOException {
    ObjectNode tree = new ObjectMapper().createObjectNode().put("value", text).put("after", true);
    tree.putArray("list").add(text);
    String yaml = ManifestYaml.write(tree);
    assertThat(yaml(yaml)).isEqualTo(tree);
    assertThat(yaml)
        .as("in quotes or as a block, so that no reader takes it for something else")
        .containsAnyOf("\"", "|-");
  }

  @Test
  void aNameThatCannotBeMadeFromTheFileIsAskedFor() throws IOException {
    Run run = Run.of("convert", file("___.json", TOOL_FILE));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("give --name");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"tables\": [], \"tables\": []}", "42"})
  void aFileThatIsNoConfigurationGivesNoYaml(String text) throws IOException {
    Run run = Run.of("convert", file("workflow.json", text));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains(": DMW-1");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMissingFileIsNamed() {
    Run run = Run.of("convert", directory.resolve("none.json"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.UNUSABLE);
    assertThat(run.err()).contains("none.json: DMW-100: the file does not exist");
  }
}
