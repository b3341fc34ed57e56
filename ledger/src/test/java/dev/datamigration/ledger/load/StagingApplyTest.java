package dev.datamigration.ledger.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.ledger.connection.LedgerServer;
import dev.datamigration.ledger.sync.JdbcSyncStates;
import dev.datamigration.ledger.sync.SyncKey;
import dev.datamigration.ledger.target.JdbcTargetTables;
import dev.datamigration.ledger.target.PreparedTarget;
import dev.datamigration.ledger.target.TargetRequest;
import dev.datamigration.ledger.writer.JdbcLedger;
import dev.datamigration.local.snowflake.fault.Fault;
import dev.datamigration.model.config.Synchronization.Strategy;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.SyncPlan;
import dev.datamigration.model.plan.SyncRun;
import dev.datamigration.model.plan.SyncState;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A staging table's rows change the target at once, exactly once, or not at all. */
class StagingApplyTest {
  private static final LedgerServer SERVER = new LedgerServer();
  private static final QualifiedName TARGET = new QualifiedName("LAKE", "ERP", "T");
  private static final String STAGING = "STAGING_1";
  private static final String STAGED = "SNOWCONVERT_AI.DATA_MIGRATION.STAGING_1";
  private static final String LOADS = "SNOWCONVERT_AI.DATA_MIGRATION.LOAD";
  private static final SyncKey KEY = new SyncKey("pair", "ns/erp", "dbo.t", "LAKE.ERP.T");
  private static final SyncState NEXT =
      new SyncState(Strategy.WATERMARK, "f00", "at", new KeyValue.IntegerKey(9));

  private static final List<ColumnPlan> COLUMNS =
      List.of(
          new ColumnPlan(
              "c1", "id", "bigint", "ID", "NUMBER(19,0)", true, ColumnEncoding.INTEGER, 0, 0),
          new ColumnPlan(
              "c2", "note", "text", "NOTE", "VARCHAR", true, ColumnEncoding.STRING, 0, 0));

  private final JdbcTargetLoads loads = new JdbcTargetLoads(SERVER.operator, LedgerServer.LEDGER);
  private final JdbcTargetTables targets =
      new JdbcTargetTables(SERVER.operator, LedgerServer.LEDGER);
  private final JdbcSyncStates states = new JdbcSyncStates(SERVER.operator, LedgerServer.LEDGER);
  private PreparedTarget prepared;

  @BeforeAll
  static void install() {
    new JdbcLedger(SERVER.operator, LedgerServer.LEDGER, null).install(null);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void fill() throws Exception {
    SERVER.execute(
        "CREATE DATABASE IF NOT EXISTS LAKE",
        "CREATE SCHEMA IF NOT EXISTS LAKE.ERP",
        "DROP TABLE IF EXISTS " + STAGED,
        "CREATE OR REPLACE TABLE LAKE.ERP.T (ID NUMBER(19,0), NOTE VARCHAR(6), EXTRA VARCHAR)",
        "INSERT INTO LAKE.ERP.T VALUES (1, 'old', 'x'), (2, 'old', 'x'), (NULL, 'old', 'x')",
        "DELETE FROM " + LOADS,
        "DELETE FROM SNOWCONVERT_AI.DATA_MIGRATION.ATTEMPT",
        "DELETE FROM SNOWCONVERT_AI.DATA_MIGRATION.SYNC_STATE",
        "INSERT INTO "
            + LOADS
            + " (LOAD_ID, TABLE_ID, WORKFLOW_ID, KIND, EPOCH, ATTEMPT, STATE, FILE_COUNT, ROW_COUNT) VALUES ('w/1/t/apply-1', 'w/1/t', 'w', 'APPLY', 4, 1, 'SUBMITTED', 0, 3)");
    prepared = targets.prepare(new TargetRequest("w", TARGET, COLUMNS, true, null, STAGING));
    SERVER.execute("INSERT INTO " + STAGED + " VALUES (2, 'new'), (3, 'new'), (NULL, 'new')");
  }

  private ApplyRequest request(int attempt, long rows, TargetChange change, SyncRun run) {
    return new ApplyRequest(
        "w/1/t/apply-1",
        4,
        attempt,
        "w",
        "w/1/t",
        TARGET,
        prepared.identity(),
        STAGING,
        prepared.stagingIdentity(),
        COLUMNS,
        rows,
        change,
        KEY,
        run);
  }

  private static SyncRun first() {
    return new SyncRun(0, null, null, new SyncPlan(false, null, List.of(), NEXT));
  }

  private LoadOutcome apply(TargetChange change) {
    return loads.apply(request(1, 3, change, first()));
  }

  private static List<String> rows() {
    return SERVER.column(
        "SELECT COALESCE(ID::VARCHAR, '-') || NOTE || COALESCE(EXTRA, '') FROM LAKE.ERP.T ORDER BY 1");
  }

  private static List<String> untouched() {
    return List.of("-oldx", "1oldx", "2oldx");
  }

  private static boolean stagingTableExists() {
    return !SERVER
        .column(
            "SELECT TABLE_NAME FROM SNOWCONVERT_AI.INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'STAGING_1'")
        .isEmpty();
  }

  @Test
  void rowsTakeThePlaceOfAllThatWereThere() {
    assertThat(apply(new TargetChange.Replace())).isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(rows()).containsExactly("-new", "2new", "3new");
    assertThat(stagingTableExists()).isFalse();
  }

  @Test
  void theTargetKeepsItsIdentity() {
    apply(new TargetChange.Replace());
    assertThat(
            targets
                .prepare(new TargetRequest("w", TARGET, COLUMNS, true, prepared.identity(), null))
                .identity())
        .isEqualTo(prepared.identity());
  }

  @Test
  void rowsComeOnTop() {
    assertThat(apply(new TargetChange.Append())).isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(rows()).containsExactly("-new", "-oldx", "1oldx", "2new", "2oldx", "3new");
  }

  /** MERGE leaves columns alone that are not migrated; NULL keys are one key. */
  @Test
  void rowsTakeThePlaceOfThoseWithTheirKey() {
    assertThat(apply(new TargetChange.Merge(List.of("ID")))).isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(rows()).containsExactly("-newx", "1oldx", "2newx", "3new");
  }

  @Test
  void mergingByAllColumnsAddsOnlyWhatIsNotThere() {
    SERVER.execute("INSERT INTO LAKE.ERP.T VALUES (2, 'new', 'y')");
    apply(new TargetChange.Merge(List.of("ID", "NOTE")));
    assertThat(rows()).containsExactly("-new", "-oldx", "1oldx", "2newy", "2oldx", "3new");
  }

  @Test
  void whatIsLeftToTheNextRunIsKeptWithTheRows() {
    apply(new TargetChange.Replace());
    assertThat(states.read(List.of("pair", "another")))
        .containsOnlyKeys("pair")
        .containsEntry("pair", new SyncRun(1, prepared.identity(), NEXT, null));
  }

  @Test
  void theNextRunGoesOnFromThere() {
    apply(new TargetChange.Replace());
    SyncRun found = states.read(List.of("pair")).get("pair");
    SyncState further = new SyncState(Strategy.WATERMARK, "f00", "at", new KeyValue.IntegerKey(12));
    SERVER.execute("UPDATE " + LOADS + " SET STATE = 'SUBMITTED'");
    prepared =
        targets.prepare(
            new TargetRequest("w", TARGET, COLUMNS, true, found.targetIdentity(), STAGING));
    SERVER.execute("DELETE FROM SNOWCONVERT_AI.DATA_MIGRATION.ATTEMPT");
    SERVER.execute("INSERT INTO " + STAGED + " VALUES (4, 'newer')");
    loads.apply(
        request(
            1,
            1,
            new TargetChange.Append(),
            found.planned(new SyncPlan(true, "at > 9", List.of(), further))));
    assertThat(rows()).containsExactly("-new", "2new", "3new", "4newer");
    assertThat(states.read(List.of("pair")))
        .containsEntry("pair", new SyncRun(2, prepared.identity(), further, null));
  }

  @Test
  void aTargetThatIsToBeEmptyIsFilledOnlyIfItIs() {
    assertThatThrownBy(() -> apply(new TargetChange.Fill()))
        .hasMessageStartingWith("DMW-511")
        .hasMessageContaining("LAKE.ERP.T");
    assertThat(rows()).isEqualTo(untouched());
    SERVER.execute("DELETE FROM LAKE.ERP.T");
    assertThat(apply(new TargetChange.Fill())).isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(rows()).containsExactly("-new", "2new", "3new");
  }

  private static void remember(String pair, String target, String identity) {
    SERVER.execute(
        "INSERT INTO SNOWCONVERT_AI.DATA_MIGRATION.SYNC_STATE (STATE_ID, VERSION, TARGET_NAME, TARGET_IDENTITY, STATE) SELECT '"
            + pair
            + "', 1, '"
            + target
            + "', '"
            + identity
            + "', PARSE_JSON('{\"strategy\":\"watermark\"}')");
  }

  /** Or the next run of the other source would add to rows that are not there any more. */
  @Test
  void whatAnotherSourceLeftInTheTargetIsForgottenOnceItIsReplaced() {
    remember("same target", "LAKE.ERP.T", prepared.identity());
    remember("another target", "LAKE.ERP.U", prepared.identity());
    apply(new TargetChange.Replace());
    assertThat(states.read(List.of("pair", "same target", "another target")))
        .containsOnlyKeys("pair", "another target");
  }

  @Test
  void whatAnotherSourceLeftStaysIfRowsAreAdded() {
    remember("same target", "LAKE.ERP.T", prepared.identity());
    apply(new TargetChange.Append());
    assertThat(states.read(List.of("pair", "same target"))).hasSize(2);
  }

  /** Whether the target has a row of the key (2) or not (5). */
  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void rowsThatShareAKeyAreNotMerged(int key) {
    SERVER.execute("UPDATE " + STAGED + " SET ID = " + key + " WHERE ID IS NOT NULL");
    assertThatThrownBy(() -> apply(new TargetChange.Merge(List.of("ID"))))
        .hasMessageStartingWith("DMW-514")
        .hasMessageContaining("[ID]");
    assertThat(rows()).isEqualTo(untouched());
  }

  @Test
  void nothingIsMergedWhereTheTargetHasSeveralRowsOfTheKey() {
    SERVER.execute("INSERT INTO LAKE.ERP.T VALUES (2, 'twice', 'x')");
    List<String> before = rows();
    assertThatThrownBy(() -> apply(new TargetChange.Merge(List.of("ID"))))
        .hasMessageStartingWith("DMW-514");
    assertThat(rows()).isEqualTo(before);
  }

  @Test
  void aRunThatWasOvertakenByAnotherChangesNothing() {
    SyncRun overtaken = first();
    SERVER.execute(
        "INSERT INTO SNOWCONVERT_AI.DATA_MIGRATION.SYNC_STATE (STATE_ID, VERSION, STATE) SELECT 'pair', 1, PARSE_JSON('{\"strategy\":\"full-replace\"}')");
    assertThatThrownBy(() -> loads.apply(request(1, 3, new TargetChange.Replace(), overtaken)))
        .hasMessageStartingWith("DMW-512")
        .hasMessageContaining("LAKE.ERP.T");
    SyncRun older = new SyncRun(7, null, null, overtaken.plan());
    assertThatThrownBy(() -> loads.apply(request(1, 3, new TargetChange.Replace(), older)))
        .hasMessageStartingWith("DMW-512");
    assertThat(rows()).isEqualTo(untouched());
    assertThat(stagingTableExists()).isTrue();
  }

  @Test
  void aStagingTableThatHoldsOtherThanWasLoadedChangesNothing() {
    for (long loaded : List.of(2L, 4L)) {
      assertThatThrownBy(() -> loads.apply(request(1, loaded, new TargetChange.Replace(), first())))
          .hasMessageStartingWith("DMW-506")
          .hasMessageContaining("holds 3 rows");
    }
    assertThat(rows()).isEqualTo(untouched());
    assertThat(states.read(List.of("pair"))).isEmpty();
  }

  @Test
  void aStagingTableMadeAnewMeanwhileChangesNothing() {
    SERVER.execute(
        "CREATE OR REPLACE TRANSIENT TABLE " + STAGED + " (ID NUMBER(19,0), NOTE VARCHAR)",
        "INSERT INTO " + STAGED + " VALUES (2, 'new'), (3, 'new'), (NULL, 'new')");
    assertThatThrownBy(() -> apply(new TargetChange.Replace())).hasMessageStartingWith("DMW-505");
    assertThat(rows()).isEqualTo(untouched());
  }

  @Test
  void aTargetMadeAnewMeanwhileIsNotChanged() {
    SERVER.execute(
        "CREATE OR REPLACE TABLE LAKE.ERP.T (ID NUMBER(19,0), NOTE VARCHAR(6), EXTRA VARCHAR)");
    assertThatThrownBy(() -> apply(new TargetChange.Replace())).hasMessageStartingWith("DMW-505");
    assertThat(rows()).isEmpty();
  }

  @Test
  void aValueThatTheTargetRefusesLeavesItAsItWas() {
    SERVER.execute("UPDATE " + STAGED + " SET NOTE = 'too long for it' WHERE ID = 3");
    for (TargetChange change :
        List.of(new TargetChange.Replace(), new TargetChange.Merge(List.of("ID")))) {
      assertThatThrownBy(() -> apply(change))
          .hasMessageStartingWith("DMW-507")
          .hasMessageContaining("LAKE.ERP.T");
    }
    assertThat(rows()).isEqualTo(untouched());
  }

  @Test
  void whatWasCommittedButNotHeardOfIsNotDoneAgain() {
    apply(new TargetChange.Append());
    assertThat(loads.apply(request(2, 3, new TargetChange.Append(), first())))
        .isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(rows()).hasSize(6);
  }

  @Test
  void aPastAttemptChangesNothing() {
    SERVER.execute("UPDATE " + LOADS + " SET ATTEMPT = 2");
    assertThat(apply(new TargetChange.Replace())).isInstanceOf(LoadOutcome.Superseded.class);
    assertThat(rows()).isEqualTo(untouched());
    assertThat(states.read(List.of("pair"))).isEmpty();
  }

  @Test
  void stagingTablesAreDroppedWhetherTheyAreThereOrNot() {
    targets.dropStaging("w", List.of(STAGING, "STAGING_2"));
    assertThat(stagingTableExists()).isFalse();
    targets.dropStaging("w", List.of(STAGING));
  }

  @Test
  void aPreparationThatComesLateLeavesStagedRowsAlone() {
    PreparedTarget again =
        targets.prepare(new TargetRequest("w", TARGET, COLUMNS, true, null, STAGING));
    assertThat(again).isEqualTo(prepared);
    assertThat(SERVER.column("SELECT COUNT(*) FROM " + STAGED)).containsExactly("3");
  }

  @Test
  void aPreparationThatComesLateLeavesAnEmptyOneOfThisPlanAlone() {
    SERVER.execute("DELETE FROM " + STAGED);
    assertThat(targets.prepare(new TargetRequest("w", TARGET, COLUMNS, true, null, STAGING)))
        .isEqualTo(prepared);
    TargetRequest planned =
        new TargetRequest("w", TARGET, COLUMNS.subList(0, 1), true, null, STAGING);
    SERVER.execute("ALTER TABLE " + STAGED + " DROP COLUMN ID");
    assertThat(targets.prepare(planned).stagingIdentity())
        .as("of a former plan")
        .isNotEqualTo(prepared.stagingIdentity());
  }

  @Test
  void aTableThatCameAfterTheCleanUpIsSweptAndNoOther() {
    SERVER.execute(
        "DELETE FROM SNOWCONVERT_AI.DATA_MIGRATION.WORKFLOW_RUN",
        "INSERT INTO SNOWCONVERT_AI.DATA_MIGRATION.WORKFLOW_RUN (WORKFLOW_ID, STATE, STAGE_REMOVED, ENDED_AT) VALUES ('other', 'SUCCEEDED', TRUE, CURRENT_TIMESTAMP())");
    JdbcStagedFiles stage = new JdbcStagedFiles(SERVER.operator, LedgerServer.LEDGER);
    stage.sweep();
    assertThat(stagingTableExists()).as("of a workflow that is at work").isTrue();
    SERVER.execute("UPDATE SNOWCONVERT_AI.DATA_MIGRATION.WORKFLOW_RUN SET WORKFLOW_ID = 'w'");
    stage.sweep();
    assertThat(stagingTableExists()).isFalse();
  }

  @Test
  void rowsThatNobodyAskedForAreNotAddedTo() {
    TargetRequest unasked = new TargetRequest("w", TARGET, COLUMNS, false, null, null);
    assertThatThrownBy(() -> targets.prepare(unasked))
        .hasMessageStartingWith("DMW-511")
        .hasMessageContaining("LAKE.ERP.T")
        .hasMessageContaining("full-replace")
        .hasMessageContaining("onExistingRows: append");
    SERVER.execute("DELETE FROM LAKE.ERP.T");
    assertThat(targets.prepare(unasked).identity()).isEqualTo(prepared.identity());
  }

  @Test
  void aRunThatContinuesAnotherWantsTheTargetThatOneLeft() {
    TargetRequest continued =
        new TargetRequest("w", TARGET, COLUMNS, true, prepared.identity(), STAGING);
    SERVER.execute("DROP TABLE LAKE.ERP.T");
    assertThatThrownBy(() -> targets.prepare(continued))
        .hasMessageStartingWith("DMW-513")
        .hasMessageContaining("full-replace");
    assertThat(SERVER.column("SHOW TABLES IN SCHEMA LAKE.ERP")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT",
        "DELETE FROM \"LAKE\"",
        "INSERT INTO \"LAKE\"",
        "INSERT INTO \"SNOWCONVERT_AI\".\"DATA_MIGRATION\".\"SYNC_STATE\"",
        "UPDATE",
        "COMMIT"
      })
  void aTransactionThatIsAbortedChangesNothing(String statement) {
    SERVER.faults.add(
        sql -> sql.toUpperCase(Locale.ROOT).startsWith(statement),
        1,
        new Fault.TransactionAborted());
    LoadOutcome outcome = apply(new TargetChange.Replace());
    assertThat(SERVER.faults.fired()).isPositive();
    assertThat(outcome).isInstanceOf(LoadOutcome.Superseded.class);
    assertThat(rows()).isEqualTo(untouched());
    assertThat(states.read(List.of("pair"))).isEmpty();
    assertThat(apply(new TargetChange.Replace())).isEqualTo(new LoadOutcome.Loaded(3));
    assertThat(rows()).containsExactly("-new", "2new", "3new");
  }
}
