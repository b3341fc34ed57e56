package dev.datamigration.ledger.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.ledger.connection.LedgerServer;
import dev.datamigration.ledger.mailbox.JdbcStageUploads;
import dev.datamigration.ledger.target.JdbcTargetTables;
import dev.datamigration.ledger.target.TargetRequest;
import dev.datamigration.ledger.writer.JdbcLedger;
import dev.datamigration.local.snowflake.fault.Fault;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.QualifiedName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcTargetLoadsTest {
  private static final LedgerServer SERVER = new LedgerServer();
  private static final QualifiedName TARGET = new QualifiedName("LAKE", "ERP", "t \"x\"");
  private static final String QUOTED = "\"LAKE\".\"ERP\".\"t \"\"x\"\"\"";
  private static final String LOADS = "SNOWCONVERT_AI.DATA_MIGRATION.LOAD";

  private static final List<ColumnPlan> COLUMNS =
      List.of(
          new ColumnPlan(
              "c1", "id", "bigint", "ID", "NUMBER(19,0)", false, ColumnEncoding.INTEGER, 0, 0),
          new ColumnPlan(
              "c2", "name", "text", "name", "VARCHAR", true, ColumnEncoding.STRING, 0, 0));

  @TempDir static Path scratch;

  private final JdbcTargetLoads loads = new JdbcTargetLoads(SERVER.operator, LedgerServer.LEDGER);
  private final JdbcTargetTables targets =
      new JdbcTargetTables(SERVER.operator, LedgerServer.LEDGER);
  private StagedFile staged;
  private String identity;

  @BeforeAll
  static void install() {
    new JdbcLedger(SERVER.operator, LedgerServer.LEDGER, null).install(null);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void stage() throws SQLException, IOException {
    SERVER.execute(
        "CREATE DATABASE IF NOT EXISTS LAKE",
        "CREATE SCHEMA IF NOT EXISTS LAKE.ERP",
        "CREATE OR REPLACE TABLE "
            + QUOTED
            + " (\"ID\" NUMBER(19,0) NOT NULL, \"name\" VARCHAR(5))",
        "DELETE FROM " + LOADS,
        "DELETE FROM SNOWCONVERT_AI.DATA_MIGRATION.ATTEMPT",
        "INSERT INTO "
            + LOADS
            + " (LOAD_ID, TABLE_ID, WORKFLOW_ID, EPOCH, ATTEMPT, STATE, FILE_COUNT, ROW_COUNT) VALUES ('w/1/t/load-1', 'w/1/t', 'w', 4, 1, 'SUBMITTED', 1, 3)");
    identity =
        targets.prepare(new TargetRequest("w", TARGET, COLUMNS, false, null, null)).identity();
    staged = stage("part-0.parquet", "SELECT range AS c1, 'n' || range AS c2 FROM range(3)", 3);
  }

  private static StagedFile stage(String name, String query, long rows)
      throws SQLException, IOException {
    Path file = scratch.resolve(name);
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT PARQUET)");
    }
    String path = "w/1/t/1/1/" + name;
    new JdbcStageUploads(SERVER.operator, LedgerServer.LEDGER).upload(file, path);
    return new StagedFile(path, Files.size(file), rows);
  }

  private LoadRequest request(long epoch, int attempt, StagedFile... files) {
    return new LoadRequest(
        "w/1/t/load-1",
        epoch,
        attempt,
        "w",
        "w/1/t",
        TARGET,
        null,
        identity,
        COLUMNS,
        "w/1/t/",
        List.of(files));
  }

  private static List<String> rows() {
    return SERVER.column("SELECT ID || \"name\" FROM " + QUOTED + " ORDER BY 1");
  }

  private static List<String> mark() {
    return SERVER.column("SELECT STATE FROM " + LOADS);
  }

  @Test
  void rowsAndMarkAreCommittedTogether() {
    assertThat(loads.load(request(4, 1, staged))).isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(rows()).containsExactly("0n0", "1n1", "2n2");
    assertThat(mark()).containsExactly("LOADED");
  }

  @Test
  void aPastEpochChangesNothing() {
    assertThat(loads.load(request(3, 1, staged))).isInstanceOf(LoadOutcome.Superseded.class);
    assertThat(rows()).isEmpty();
    assertThat(mark()).containsExactly("SUBMITTED");
  }

  @Test
  void aPastAttemptChangesNothing() {
    SERVER.execute("UPDATE " + LOADS + " SET ATTEMPT = 2");
    assertThat(loads.load(request(4, 1, staged))).isInstanceOf(LoadOutcome.Superseded.class);
    assertThat(rows()).isEmpty();
  }

  @Test
  void aLoadThatWasCommittedButNotHeardOfIsNotRunAgain() {
    loads.load(request(4, 1, staged));
    assertThat(loads.load(request(4, 2, staged))).isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(loads.load(request(4, 1, staged))).isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(rows()).hasSize(3);
  }

  @Test
  void fewerRowsThanReportedRollTheLoadBack() {
    StagedFile exaggerated = new StagedFile(staged.path(), staged.sizeBytes(), 4);
    assertThatThrownBy(() -> loads.load(request(4, 1, exaggerated)))
        .hasMessageContaining("DMW-506")
        .hasMessageContaining("loaded 3 rows")
        .hasMessageContaining("extracted 4 rows");
    assertThat(rows()).isEmpty();
    assertThat(mark()).containsExactly("SUBMITTED");
  }

  @Test
  void aMissingFileRollsTheLoadBack() {
    StagedFile missing = new StagedFile("w/1/t/1/1/never.parquet", 1, 1);
    assertThatThrownBy(() -> loads.load(request(4, 1, staged, missing)))
        .hasMessageContaining("DMW-510")
        .hasMessageContaining("never.parquet");
    assertThat(rows()).isEmpty();
  }

  @Test
  void aRolledBackLoadIsLoadedAgainFromTheSameFiles() {
    StagedFile exaggerated = new StagedFile(staged.path(), staged.sizeBytes(), 4);
    assertThatThrownBy(() -> loads.load(request(4, 1, exaggerated)))
        .hasMessageContaining("DMW-506");
    assertThat(loads.load(request(4, 1, staged))).isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(rows()).hasSize(3);
  }

  @Test
  void aValueTooLongForItsColumnIsRefusedNotCut() throws Exception {
    StagedFile tooLong = stage("part-1.parquet", "SELECT 1 AS c1, 'sixsix' AS c2", 1);
    assertThatThrownBy(() -> loads.load(request(4, 1, tooLong))).hasMessageContaining("DMW-507");
    assertThat(rows()).isEmpty();
  }

  /** Another target column would be of no use: the table that refuses has the planned types. */
  @Test
  void aValueThatTheStagingTableRefusesIsNotBlamedOnTheTarget() throws Exception {
    String aside = "SNOWCONVERT_AI.DATA_MIGRATION.STAGING_9";
    SERVER.execute(
        "CREATE OR REPLACE TRANSIENT TABLE "
            + aside
            + " AS SELECT * FROM "
            + QUOTED
            + " WHERE FALSE");
    LoadRequest direct =
        request(4, 1, stage("part-1.parquet", "SELECT 1 AS c1, 'sixsix' AS c2", 1));
    LoadRequest load =
        new LoadRequest(
            direct.loadId(),
            4,
            1,
            "w",
            "w/1/t",
            TARGET,
            "STAGING_9",
            identity,
            COLUMNS,
            direct.stageFolder(),
            direct.files());
    assertThatThrownBy(() -> loads.load(load))
        .hasMessageContaining("DMW-507")
        .hasMessageContaining("no change of the target helps");
    SERVER.execute("DROP TABLE " + aside);
    assertThatThrownBy(() -> loads.load(load))
        .hasMessageContaining("DMW-505")
        .hasMessageContaining("create a new workflow");
  }

  @Test
  void aNullWhereNoneMayBeIsRefused() throws Exception {
    StagedFile nulls = stage("part-2.parquet", "SELECT NULL::BIGINT AS c1, 'a' AS c2", 1);
    assertThatThrownBy(() -> loads.load(request(4, 1, nulls))).hasMessageContaining("DMW-507");
  }

  @Test
  void aTargetThatIsGoneIsNamed() {
    SERVER.execute("DROP TABLE " + QUOTED);
    assertThatThrownBy(() -> loads.load(request(4, 1, staged)))
        .hasMessageContaining("DMW-505")
        .hasMessageContaining("LAKE.ERP.t \"x\"");
  }

  /**
   * A table made anew is another table:
   * https://docs.snowflake.com/en/sql-reference/sql/create-table (CREATE OR REPLACE drops the one
   * before).
   */
  @ParameterizedTest
  @ValueSource(strings = {"replaced", "dropped", "renamed"})
  void aTableMadeInThePlaceOfTheTargetIsNotFilled(String how) {
    String columns = " (\"ID\" NUMBER(19,0) NOT NULL, \"name\" VARCHAR(5))";
    switch (how) {
      case "replaced" -> SERVER.execute("CREATE OR REPLACE TABLE " + QUOTED + columns);
      case "dropped" -> SERVER.execute("DROP TABLE " + QUOTED, "CREATE TABLE " + QUOTED + columns);
      default ->
          SERVER.execute(
              "ALTER TABLE " + QUOTED + " RENAME TO LAKE.ERP.OLD",
              "CREATE TABLE " + QUOTED + columns,
              "DROP TABLE LAKE.ERP.OLD");
    }
    assertThatThrownBy(() -> loads.load(request(4, 1, staged)))
        .hasMessageContaining("DMW-505: The target LAKE.ERP.t \"x\" is not the table")
        .hasMessageContaining(identity);
    assertThat(rows()).isEmpty();
    assertThat(mark()).containsExactly("SUBMITTED");
  }

  /**
   * Snowflake may abort a transaction between two of its statements, and nothing says that the next
   * one fails.
   */
  @ParameterizedTest
  @ValueSource(strings = {"COPY", "SELECT TABLE_TYPE", "UPDATE", "COMMIT"})
  void aTransactionThatIsAbortedLoadsAndMarksNothing(String statement) {
    SERVER.faults.add(
        sql -> sql.toUpperCase(Locale.ROOT).startsWith(statement),
        1,
        new Fault.TransactionAborted());
    LoadOutcome outcome = loads.load(request(4, 1, staged));
    assertThat(SERVER.faults.fired()).isPositive();
    assertThat(rows()).isEmpty();
    assertThat(mark()).containsExactly("SUBMITTED");
    assertThat(outcome).isInstanceOf(LoadOutcome.Superseded.class);
    assertThat(loads.load(request(4, 1, staged))).isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(rows()).hasSize(3);
  }

  @Test
  void aTargetThatOnlyChangedIsFilled() {
    SERVER.execute("INSERT INTO " + QUOTED + " VALUES (7, 'seven')", "TRUNCATE TABLE " + QUOTED);
    assertThat(loads.load(request(4, 1, staged))).isEqualTo(new LoadOutcome.Loaded(3));
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCEEDED, true, 1, 0", "CANCELLED, true, 6, 0", "SUCCEEDED, true, 8, 1",
    "SUCCEEDED, false, 1, 1", "FAILED, true, 1, 1", "ACTIVE, true, 1, 1"
  })
  void aFileThatCameAfterTheCleanUpIsSweptUnlessItMayBeWanted(
      String state, boolean removed, int daysAgo, int left) {
    SERVER.execute(
        "DELETE FROM SNOWCONVERT_AI.DATA_MIGRATION.WORKFLOW_RUN",
        "INSERT INTO SNOWCONVERT_AI.DATA_MIGRATION.WORKFLOW_RUN (WORKFLOW_ID, STATE, STAGE_REMOVED, ENDED_AT) SELECT 'w', '"
            + state
            + "', "
            + removed
            + ", DATEADD('day', -"
            + daysAgo
            + ", CURRENT_TIMESTAMP())");
    new JdbcStagedFiles(SERVER.operator, LedgerServer.LEDGER).sweep();
    assertThat(SERVER.column("LIST " + LedgerServer.LEDGER.stage("w/"))).hasSize(left);
  }

  @Test
  void removingOneWorkflowsFilesLeavesItsNamesakesAlone() {
    JdbcStagedFiles files = new JdbcStagedFiles(SERVER.operator, LedgerServer.LEDGER);
    files.remove("w/1", "w/1/t/1/");
    assertThatThrownBy(() -> loads.load(request(4, 1, staged))).hasMessageContaining("DMW-");
    assertThatThrownBy(() -> files.remove("w", "w")).isInstanceOf(IllegalArgumentException.class);
  }
}
