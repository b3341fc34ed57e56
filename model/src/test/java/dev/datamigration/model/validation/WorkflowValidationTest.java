package dev.datamigration.model.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.model.config.ColumnNameMapping;
import dev.datamigration.model.config.PartitionSize;
import dev.datamigration.model.config.Platform;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.WorkflowConfiguration;
import dev.datamigration.model.error.ConfigurationProblem;
import dev.datamigration.model.reading.Relaxed;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules on tables are rows of {@code table-rules.csv}: platform, settings, problems. */
class WorkflowValidationTest {
  private static final String NAMES =
      "source:{databaseName:'d',schemaName:'s',tableName:'t'},"
          + "target:{databaseName:'D',schemaName:'S',tableName:'T'}";

  private final WorkflowValidation validation = new WorkflowValidation();

  @ParameterizedTest(name = "{0} {1}")
  @CsvFileSource(
      resources = "table-rules.csv",
      delimiter = '|',
      quoteCharacter = '`',
      numLinesToSkip = 1)
  void everyRuleOnTables(Platform platform, String settings, String problems) {
    String text =
        settings.contains("source:") || settings.contains("target:")
            ? settings
            : "{" + NAMES + "," + settings.substring(1);
    TableConfiguration table = Relaxed.table(text);
    ValidatedWorkflow validated =
        validation.validate(WorkflowConfiguration.ofTables(List.of(table)), platform);
    assertThat(Stream.of(validated.errors(), validated.warnings()).flatMap(List::stream))
        .extracting(problem -> problem.code().code() + " " + shortPath(problem))
        .containsExactlyElementsOf(
            problems == null ? List.of() : Arrays.asList(problems.split(" *; *")));
  }

  private static String shortPath(ConfigurationProblem problem) {
    return problem.path().replaceFirst("^tables\\[0]\\.", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"suspend", "cancel"})
  void whatConcernsOneTableIsNotWrittenForAll(String verb) {
    String tables = "tables:[{" + NAMES + "," + verb + ":true}]}";
    assertThat(validate("{" + tables).errors()).isEmpty();
    ValidatedWorkflow validated =
        validate("{defaultTableConfiguration:{" + verb + ":true}," + tables);
    assertThat(Stream.of(validated.errors(), validated.warnings()).flatMap(List::stream))
        .extracting(problem -> problem.code().code() + " " + problem.path())
        .containsExactly("DMW-133 defaultTableConfiguration." + verb);
  }

  @Test
  void whatIsSupportedNowIsValid() {
    ValidatedWorkflow validated =
        validate(
            "{schemaVersion:'1.2',affinity:'emea',cleanUpTransientResources:'never',"
                + "preflight:false,defaultTableConfiguration:{source:{databaseName:'d',"
                + "schemaName:'s'},target:{databaseName:'D',schemaName:'S',tableType:'native'},"
                + "synchronization:{strategy:'none'},extraction:{strategy:'regular'},"
                + "loading:{strategy:'copy'},resetPartitions:'disabled'},"
                + "tables:[{source:{tableName:'a'},target:{tableName:'A'},"
                + "columnNamesToPartitionBy:['x','y'],partitionSize:{targetSizeMb:64},"
                + "columnTypeMappings:[{sourceType:'money',targetType:'NUMBER(19,4)'}],"
                + "columnNameMappings:[{sourceName:'x',targetName:'ID'}],primaryKeyColumns:['x'],"
                + "whereClauseCriteria:'x > 0',excludeSourceColumns:['z'],samplingThresholdRows:5,"
                + "samplingTargetRows:6,executionTimeoutMinutes:7,"
                + "queryModifiers:{objectModifier:' WITH (NOLOCK)'}},"
                + "{source:{tableName:'b'},target:{tableName:'\"a\"'},maxPartitionSizeRows:7}]}");
    assertThat(validated.errors()).isEmpty();
    assertThat(validated.warnings()).isEmpty();
    assertThat(validated.valid()).isTrue();
    assertThat(validated.tables()).hasSize(2);
    assertThat(validated.tables().get(0).target().databaseName()).isEqualTo("D");
    assertThat(validated.tables().get(0).partitionSize()).isEqualTo(new PartitionSize(64, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0.0", "0.9", "1.", "1.0.0.0", "v1", "", "1.0.0-rc1", "11"})
  void aVersionNobodyKnowsIsRefused(String version) {
    assertThat(validate("{schemaVersion:'" + version + "',tables:[{" + NAMES + "}]}").errors())
        .singleElement()
        .extracting(ConfigurationProblem::message)
        .isEqualTo(
            "DMW-110: '"
                + version
                + "' is no version of the form this operator knows at schemaVersion. Write 1, 1.0"
                + " or 1.0.0.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1.0", "1.0.0", "1.7.3"})
  void everyVersionOfMajorOneIsAccepted(String version) {
    assertThat(validate("{schemaVersion:'" + version + "',tables:[{" + NAMES + "}]}").errors())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{tables:[]}", "{tables:null}"})
  void aWorkflowHasATable(String text) {
    assertThat(codes(validate(text).errors())).containsExactly("DMW-111 tables");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a\\tb",
        "x123456789x123456789x123456789x123456789x123456789x1234567890123"
      })
  void anAffinityIsShortText(String affinity) {
    assertThat(codes(validate("{affinity:'" + affinity + "',tables:[{" + NAMES + "}]}").errors()))
        .containsExactly("DMW-106 affinity");
  }

  @Test
  void aPreflightIsNotSupportedYet() {
    assertThat(validate("{preflight:true,tables:[{" + NAMES + "}]}").errors())
        .singleElement()
        .extracting(ConfigurationProblem::message)
        .isEqualTo(
            "DMW-190: a preflight is not supported by this version at preflight. Remove the"
                + " setting, or use a version that supports it (docs/configuration.md).");
    assertThat(codes(validate("{preflightKeepSchema:true,tables:[{" + NAMES + "}]}").errors()))
        .containsExactly("DMW-112 preflightKeepSchema");
  }

  @Test
  void twoTablesNeverFillOneTarget() {
    ValidatedWorkflow validated =
        validate(
            "{defaultTableConfiguration:{source:{databaseName:'d',schemaName:'s'},"
                + "target:{databaseName:'L',schemaName:'S'}},tables:["
                + "{source:{tableName:'a'},target:{tableName:'orders'}},"
                + "{source:{tableName:'b'},target:{tableName:'\"orders\"'}},"
                + "{source:{tableName:'c'},target:{tableName:'\"ORDERS\"',databaseName:'l'}}]}");
    assertThat(validated.errors())
        .singleElement()
        .extracting(ConfigurationProblem::message)
        .isEqualTo(
            "DMW-113: tables[0] fills L.S.ORDERS too at tables[2].target. Give one of them another"
                + " target.");
  }

  @Test
  void oneSourceForTwoTargetsIsOnlyAWarning() {
    ValidatedWorkflow validated =
        validate(
            "{defaultTableConfiguration:{source:{databaseName:'d',schemaName:'s',tableName:'A'},"
                + "target:{databaseName:'L',schemaName:'S'}},tables:["
                + "{target:{tableName:'x'}},{source:{tableName:'a'},target:{tableName:'y'}}]}");
    assertThat(validated.errors()).isEmpty();
    assertThat(codes(validated.warnings())).containsExactly("DMW-151 tables[1].source");
  }

  @Test
  void aTargetsNameInTheDefaultIsReportedBecauseNobodyInheritsIt() {
    ValidatedWorkflow validated =
        validate(
            "{defaultTableConfiguration:{target:{databaseName:'L',schemaName:'S',tableName:'T'}},"
                + "tables:[{source:{databaseName:'d',schemaName:'s',tableName:'A'}}]}");
    assertThat(codes(validated.errors())).containsExactly("DMW-122 tables[0].target.tableName");
    assertThat(codes(validated.warnings()))
        .containsExactly("DMW-152 defaultTableConfiguration.target.tableName");
  }

  @Test
  void whatIsWrongInTheDefaultIsReportedThereAndOnce() {
    ValidatedWorkflow validated =
        validate(
            "{defaultTableConfiguration:{executionTimeoutMinutes:0,primaryKeyColumns:['a','A'],"
                + "source:{databaseName:'d',schemaName:'s'},target:{databaseName:'L',"
                + "schemaName:'S'}},tables:[{source:{tableName:'a'},target:{tableName:'x'}},"
                + "{source:{tableName:'b'},target:{tableName:'y'},executionTimeoutMinutes:-1}]}");
    assertThat(codes(validated.errors()))
        .containsExactlyInAnyOrder(
            "DMW-105 defaultTableConfiguration.executionTimeoutMinutes",
            "DMW-123 defaultTableConfiguration.primaryKeyColumns[1]",
            "DMW-105 tables[1].executionTimeoutMinutes");
  }

  @Test
  void everythingWrongIsReportedAtOnce() {
    ValidatedWorkflow validated =
        validate(
            "{schemaVersion:'3',affinity:'',tables:[{},{" + NAMES + ",whereClauseCriteria:''}]}");
    assertThat(codes(validated.errors()))
        .containsExactly(
            "DMW-110 schemaVersion",
            "DMW-106 affinity",
            "DMW-121 tables[0].source.databaseName",
            "DMW-121 tables[0].source.schemaName",
            "DMW-121 tables[0].source.tableName",
            "DMW-122 tables[0].target.databaseName",
            "DMW-122 tables[0].target.schemaName",
            "DMW-122 tables[0].target.tableName",
            "DMW-106 tables[1].whereClauseCriteria");
    assertThat(validated.valid()).isFalse();
  }

  @Test
  void aListWithNothingInItIsReportedAndNotStumbledOver() {
    TableConfiguration table =
        Relaxed.table("{" + NAMES + "}").toBuilder()
            .columnNameMappings(Arrays.asList((ColumnNameMapping) null))
            .build();
    assertThat(
            codes(
                validation
                    .validate(WorkflowConfiguration.ofTables(List.of(table)), Platform.REDSHIFT)
                    .errors()))
        .containsExactly("DMW-103 tables[0].columnNameMappings[0]");
  }

  private ValidatedWorkflow validate(String text) {
    return validation.validate(Relaxed.workflow(text), Platform.POSTGRESQL);
  }

  private static List<String> codes(List<ConfigurationProblem> problems) {
    return problems.stream().map(p -> p.code().code() + " " + p.path()).toList();
  }
}
