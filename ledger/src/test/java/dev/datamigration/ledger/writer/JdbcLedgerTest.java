package dev.datamigration.ledger.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.datamigration.ledger.connection.LedgerServer;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.mailbox.JdbcWorkerMailbox;
import dev.datamigration.ledger.record.AttemptRow;
import dev.datamigration.ledger.record.LoadRow;
import dev.datamigration.ledger.record.TableRow;
import dev.datamigration.ledger.record.TaskRow;
import dev.datamigration.ledger.record.WorkflowRow;
import dev.datamigration.ledger.schema.LedgerSchema;
import dev.datamigration.local.snowflake.fault.Fault;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.Assignment;
import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.StagedFile;
import dev.datamigration.model.message.TaskWork;
import dev.datamigration.model.message.WorkerEvent;
import dev.datamigration.model.plan.ColumnEncoding;
import dev.datamigration.model.plan.ColumnPlan;
import dev.datamigration.model.plan.KeyRange;
import dev.datamigration.model.plan.KeyValue;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.QualifiedName;
import dev.datamigration.model.plan.SyncRun;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcLedgerTest {
  private static final LedgerServer SERVER = new LedgerServer();
  private static final MessageJson JSON = new MessageJson();
  private static final Instant T = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final String DB = "\"SNOWCONVERT_AI\"";

  private final JdbcLedger ledger =
      new JdbcLedger(SERVER.operator, LedgerServer.LEDGER, "DMW_OPERATOR");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void empty() {
    SERVER.execute("DROP DATABASE IF EXISTS " + DB, "CREATE ROLE IF NOT EXISTS DMW_WORKER");
    assertThat(ledger.install("DMW_WORKER")).isEqualTo(LedgerSchema.VERSION);
  }

  @Test
  void installsOnceHoweverOftenItIsAsked() {
    ledger.install("DMW_WORKER");
    assertThat(SERVER.column("SELECT COUNT(*) FROM SNOWCONVERT_AI.DATA_MIGRATION.LEDGER_VERSION"))
        .containsExactly("1");
    assertThat(SERVER.column("SELECT SCHEMA_NAME FROM SNOWCONVERT_AI.INFORMATION_SCHEMA.SCHEMATA"))
        .contains("DATA_MIGRATION", "DATA_VALIDATION");
  }

  @Test
  void twoThatInstallAtOnceDoNoHarm() throws Exception {
    SERVER.execute("DROP DATABASE " + DB);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> installs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        installs.add(
            threads.submit(
                () ->
                    new JdbcLedger(SERVER.operator, LedgerServer.LEDGER, null)
                        .install("DMW_WORKER")));
      }
      for (Future<Integer> install : installs) {
        assertThat(install.get()).isEqualTo(LedgerSchema.VERSION);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(ledger.takeOwnership("me")).isEqualTo(1);
  }

  @Test
  void aMissingPrivilegeIsReportedWithTheGrantToRun() {
    SERVER.execute("DROP DATABASE " + DB);
    try (SnowflakeSessions poor = SERVER.poor()) {
      JdbcLedger mine = new JdbcLedger(poor, LedgerServer.LEDGER, "POOR");
      assertThatThrownBy(() -> mine.install(null))
          .isInstanceOf(DmwException.class)
          .hasMessageContaining("DMW-203")
          .hasMessageContaining("GRANT CREATE DATABASE ON ACCOUNT TO ROLE \"POOR\"");
    }
  }

  @Test
  void aNewerLedgerIsLeftAlone() {
    SERVER.execute(
        "INSERT INTO SNOWCONVERT_AI.DATA_MIGRATION.LEDGER_VERSION (VERSION) VALUES (99)");
    assertThatThrownBy(() -> ledger.install(null)).hasMessageContaining("DMW-205");
  }

  @Test
  void eachOwnerGetsAHigherEpochAndOnlyTheLastCommits() {
    long first = ledger.takeOwnership("me");
    long second = ledger.takeOwnership("me");
    assertThat(second).isEqualTo(first + 1);
    LedgerChanges changes = workflowOnly("w");
    assertThatThrownBy(() -> ledger.commit(first, changes)).hasMessageContaining("DMW-207");
    assertThat(ledger.read(List.of("w")).workflows()).isEmpty();
    ledger.commit(second, changes);
    assertThat(ledger.read(List.of("w")).workflows()).hasSize(1);
  }

  @Test
  void anotherInstallationAtWorkIsNotPushedAside() {
    ledger.takeOwnership("cluster-a");
    assertThatThrownBy(() -> ledger.takeOwnership("cluster-b"))
        .hasMessageContaining("DMW-206")
        .hasMessageContaining("cluster-a");
    SERVER.execute(
        "UPDATE SNOWCONVERT_AI.DATA_MIGRATION.LEDGER_OWNER SET TICKED_AT = DATEADD('minute', -3, CURRENT_TIMESTAMP())");
    assertThat(ledger.takeOwnership("cluster-b")).isEqualTo(2);
  }

  @Test
  void everyRowComesBackAsItWasWritten() {
    long epoch = ledger.takeOwnership("me");
    LedgerChanges changes = everything();
    ledger.commit(epoch, changes);
    LedgerContents read = ledger.read(List.of("w", "unknown"));
    assertThat(read.workflows()).isEqualTo(changes.newWorkflows());
    assertThat(read.tables()).isEqualTo(changes.newTables());
    assertThat(read.tasks()).isEqualTo(changes.newTasks());
    assertThat(read.loads()).isEqualTo(changes.newLoads());
  }

  @Test
  void changedRowsReplaceWhatTheyChangeAndNothingElse() {
    long epoch = ledger.takeOwnership("me");
    LedgerChanges before = everything();
    ledger.commit(epoch, before);
    TaskRow task = before.newTasks().get(1);
    TaskRow changed =
        new TaskRow(
            task.taskId(),
            task.tableId(),
            task.workflowId(),
            task.kind(),
            task.partitionNumber(),
            task.partitionSpec(),
            TaskRow.State.READY,
            3,
            1,
            T.plusSeconds(5),
            null,
            null,
            null,
            Recall.NONE,
            0,
            0,
            null,
            null,
            T);
    ledger.commit(
        epoch,
        new LedgerChanges(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(changed),
            List.of(),
            List.of(),
            List.of(),
            List.of()));
    assertThat(ledger.read(List.of("w")).tasks())
        .contains(changed)
        .hasSameSizeAs(before.newTasks());
  }

  /**
   * Snowflake may abort a transaction between two of its statements, and nothing says that the next
   * one fails: neither a part of a tick nor nothing of it may pass for the whole.
   */
  @ParameterizedTest
  @ValueSource(strings = {"INTO SNOWCONVERT_AI", "TASK", "ATTEMPT", "COMMIT"})
  void aTickThatSnowflakeAbortsChangesNothingAndIsNoticed(String part) {
    long epoch = ledger.takeOwnership("me");
    SERVER.faults.add(
        sql ->
            sql.toUpperCase(Locale.ROOT).replace("\"", "").contains(part)
                && !sql.startsWith("SELECT"),
        1,
        new Fault.TransactionAborted());
    assertThatThrownBy(
            () -> {
              ledger.commit(epoch, everything());
              ledger.readMailbox(10);
            })
        .hasMessageContaining("DMW-213");
    LedgerContents found = ledger.read(List.of("w"));
    assertThat(found.workflows()).isEmpty();
    assertThat(found.tasks()).isEmpty();
    JdbcLedger again = new JdbcLedger(SERVER.operator, LedgerServer.LEDGER, null);
    again.commit(again.takeOwnership("me"), everything());
    assertThat(again.readMailbox(10).letters()).isEmpty();
    assertThat(again.read(List.of("w")).tasks()).hasSize(everything().newTasks().size());
  }

  @Test
  void whatAKilledLeaderLeftOpenDoesNotKeepTheNextOneWaiting() throws Exception {
    long epoch = ledger.takeOwnership("me");
    String table = "SNOWCONVERT_AI.DATA_MIGRATION.LEDGER_OWNER";
    try (SnowflakeSession killed = SERVER.operator.open()) {
      killed.execute("BEGIN");
      killed.update("UPDATE " + table + " SET HOLDER = 'killed' WHERE EPOCH = ?", epoch);
      JdbcLedger next = new JdbcLedger(SERVER.operator, LedgerServer.LEDGER, null);
      assertThat(
              CompletableFuture.supplyAsync(
                      () -> next.takeOwnership("me"), task -> new Thread(task, "next").start())
                  .get(30, TimeUnit.SECONDS))
          .isEqualTo(epoch + 1);
      killed.execute("ROLLBACK");
    }
    assertThat(SERVER.column("SELECT HOLDER FROM " + table)).containsExactly("me");
  }

  @Test
  void takingOverFencesOpenLoads() {
    long epoch = ledger.takeOwnership("me");
    ledger.commit(epoch, everything());
    long next = ledger.takeOwnership("me");
    assertThat(ledger.read(List.of("w")).loads())
        .filteredOn(load -> load.state() == LoadRow.State.SUBMITTED)
        .singleElement()
        .satisfies(
            load -> {
              assertThat(load.epoch()).isEqualTo(next);
              assertThat(load.attempt()).isEqualTo(2);
            });
  }

  @Test
  void aTableAtItsEndIsReadOnlyWhenAskedForByName() {
    long epoch = ledger.takeOwnership("me");
    LedgerChanges changes = everything();
    ledger.commit(epoch, changes);
    SERVER.execute("UPDATE SNOWCONVERT_AI.DATA_MIGRATION.TABLE_RUN SET STATE = 'FAILED'");
    assertThat(ledger.read(List.of("w")).tables()).hasSize(1);
    assertThat(ledger.read(List.of("w")).tasks()).isEmpty();
    LedgerContents again = ledger.readTables(List.of("w/1/t", "unknown"));
    assertThat(again.workflows()).isEmpty();
    assertThat(again.tables()).hasSize(1);
    assertThat(again.tasks()).isEqualTo(changes.newTasks());
    assertThat(again.loads()).isEqualTo(changes.newLoads());
  }

  @ParameterizedTest
  @CsvSource({"FAILED, SUBMITTED", "SUBMITTED, SUBMITTED", "LOADED, LOADED"})
  void aLoadIsOpenedAgainUnlessItsOwnTransactionMarkedIt(String found, LoadRow.State left) {
    long epoch = ledger.takeOwnership("me");
    LedgerChanges before = everything();
    ledger.commit(epoch, before);
    SERVER.execute("UPDATE SNOWCONVERT_AI.DATA_MIGRATION.LOAD SET STATE = '" + found + "'");
    LoadRow load =
        new LoadRow(
            "w/1/t/load-1",
            "w/1/t",
            "w",
            LoadRow.Kind.COPY,
            epoch,
            7,
            LoadRow.State.SUBMITTED,
            1,
            10,
            0,
            99,
            T,
            null);
    ledger.commit(
        epoch,
        new LedgerChanges(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(load),
            List.of(),
            List.of()));
    LoadRow read = ledger.read(List.of("w")).loads().get(0);
    assertThat(read.state()).isEqualTo(left);
    assertThat(read.attempt()).isEqualTo(left == LoadRow.State.LOADED ? 1 : 7);
  }

  @Test
  void workersFindTheirAssignmentsAndPostEvents() {
    long epoch = ledger.takeOwnership("me");
    ledger.commit(epoch, everything());
    try (SnowflakeSessions worker = SERVER.worker()) {
      JdbcWorkerMailbox mailbox = new JdbcWorkerMailbox(worker, LedgerServer.LEDGER);
      List<Assignment> mine = mailbox.assignments("worker-1");
      assertThat(mine).hasSize(1);
      TaskWork.Extract work = (TaskWork.Extract) mine.get(0).work();
      assertThat(work.stagePath()).isEqualTo("w/1/t/2/2/");
      assertThat(work.partition()).isEqualTo(partition(2));
      assertThat(work.table()).isEqualTo(extraction());
      assertThat(mine.get(0).recall()).isEqualTo(Recall.UNLESS_BEGUN);
      assertThat(mailbox.assignments("worker-2")).isEmpty();

      WorkerEvent event = new WorkerEvent.Released(mine.get(0).taskId(), 2, "it's \\ \"me\" – 💾");
      mailbox.post(
          List.of(
              new EventEnvelope("b", "worker-1", 2, new WorkerEvent.Stopped()),
              new EventEnvelope("a", "worker-1", 1, event)));
    }
    Mail mail = ledger.readMailbox(10);
    assertThat(mail.unreadable()).isEmpty();
    assertThat(mail.letters()).extracting(l -> l.envelope().eventId()).containsExactly("a", "b");
    assertThat(mail.letters().get(0).envelope().event())
        .isEqualTo(new WorkerEvent.Released("w/1/t/2", 2, "it's \\ \"me\" – 💾"));
    assertThat(mail.letters().get(0).receivedAt()).isBeforeOrEqualTo(mail.now());
    ledger.commit(epoch, consumed("a"));
    assertThat(ledger.readMailbox(10).letters())
        .singleElement()
        .satisfies(letter -> assertThat(letter.envelope().eventId()).isEqualTo("b"));
  }

  @Test
  void anAssignmentNobodyCanReadSpoilsNoOther() {
    ledger.commit(ledger.takeOwnership("me"), everything());
    String table = "SNOWCONVERT_AI.DATA_MIGRATION.TASK";
    SERVER.execute(
        "UPDATE "
            + table
            + " SET STATE = 'ASSIGNED', WORKER_ID = 'worker-1', PARTITION_SPEC = PARSE_JSON('{\"number\":\"from the future\"}') WHERE TASK_ID <> 'w/1/t/2' AND KIND = 'EXTRACT'");
    try (SnowflakeSessions worker = SERVER.worker()) {
      List<Assignment> mine =
          new JdbcWorkerMailbox(worker, LedgerServer.LEDGER).assignments("worker-1");
      assertThat(mine)
          .extracting(Assignment::work)
          .hasSize(2)
          .hasAtLeastOneElementOfType(TaskWork.Extract.class)
          .filteredOn(TaskWork.Unreadable.class::isInstance)
          .map(TaskWork.Unreadable.class::cast)
          .singleElement()
          .satisfies(
              work ->
                  assertThat(work.failure().message())
                      .startsWith("DMW-212: The worker cannot read task w/1/t/1 (DMW-180:"));
    }
  }

  @Test
  void anEventNobodyCanReadIsSetAside() {
    SERVER.execute(
        "INSERT INTO SNOWCONVERT_AI.DATA_MIGRATION.WORKER_EVENT (EVENT_ID, WORKER_ID, SEQUENCE, PAYLOAD) SELECT 'x', 'w', 1, PARSE_JSON('{\"type\":\"from the future\"}')");
    Mail mail = ledger.readMailbox(10);
    assertThat(mail.letters()).isEmpty();
    assertThat(mail.unreadable()).containsExactly("x");
  }

  @Test
  void theSeedsViewsShowWhatTheLedgerHolds() {
    ledger.commit(ledger.takeOwnership("me"), everything());
    String schema = "SNOWCONVERT_AI.DATA_MIGRATION.";
    assertThat(SERVER.column("SELECT STATUS FROM " + schema + "WORKFLOW WHERE WORKFLOW_ID = 'w'"))
        .containsExactly("Executing");
    String progress =
        " FROM " + schema + "TABLE_PROGRESS_WITH_EXAMPLE_ERROR WHERE WORKFLOW_ID = 'w'";
    assertThat(SERVER.column("SELECT PARTITIONS_TOTAL" + progress)).containsExactly("2");
    assertThat(SERVER.column("SELECT PARTITIONS_EXTRACTED" + progress)).containsExactly("1");
    assertThat(SERVER.column("SELECT ROWS_EXTRACTED" + progress)).containsExactly("10");
    assertThat(SERVER.column("SELECT EXAMPLE_ERROR" + progress))
        .containsExactly("DMW-301: it failed.");
    assertThat(
            SERVER.column(
                "SELECT ERROR_CODE FROM "
                    + schema
                    + "DATA_MIGRATION_ERROR WHERE WORKFLOW_ID = 'w'"))
        .containsExactly("DMW-301");
  }

  @Test
  void manyRowsAreSplitOverStatementsAndAllArrive() {
    long epoch = ledger.takeOwnership("me");
    ledger.commit(epoch, everything());
    List<TaskRow> tasks =
        IntStream.rangeClosed(10, 5_009).mapToObj(n -> task(n, TaskRow.State.READY)).toList();
    ledger.commit(
        epoch,
        new LedgerChanges(
            List.of(), List.of(), List.of(), List.of(), tasks, List.of(), List.of(), List.of(),
            List.of(), List.of()));
    assertThat(SERVER.column("SELECT COUNT(*) FROM SNOWCONVERT_AI.DATA_MIGRATION.TASK"))
        .containsExactly("5002");
  }

  /** As a tree that was read from text, whose numbers are no longer than they need to be. */
  private static JsonNode tree(Object message) {
    return JSON.read(JSON.write(message), JsonNode.class);
  }

  private static LedgerChanges consumed(String eventId) {
    return new LedgerChanges(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(eventId));
  }

  private static WorkflowRow workflow(String id) {
    return new WorkflowRow(
        id,
        "ns",
        "erp",
        "uid",
        "eu",
        "postgresql",
        "ns/erp",
        WorkflowRow.State.ACTIVE,
        false,
        false,
        true,
        "monday",
        T,
        null);
  }

  private static LedgerChanges workflowOnly(String id) {
    return new LedgerChanges(
        List.of(workflow(id)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static Partition partition(int number) {
    return new Partition(
        number,
        new KeyRange.Between(
            List.of(new KeyValue.DecimalKey(new BigDecimal("12345678901234567890.1234567890"))),
            List.of(new KeyValue.TextKey("é'\"\\\n💾"))),
        5,
        50);
  }

  private static TaskWork.TableExtraction extraction() {
    return new TaskWork.TableExtraction(
        new QualifiedName("erp", "dbo", "Orders \"x\""),
        List.of(
            new ColumnPlan(
                "c1", "id", "bigint", "ID", "NUMBER(19,0)", false, ColumnEncoding.INTEGER, 0, 0)),
        List.of("id"),
        "id > 0",
        null,
        null);
  }

  private static TaskRow task(int number, TaskRow.State state) {
    boolean assigned = state == TaskRow.State.ASSIGNED;
    boolean succeeded = state == TaskRow.State.SUCCEEDED;
    return new TaskRow(
        "w/1/t/" + number,
        "w/1/t",
        "w",
        TaskRow.Kind.EXTRACT,
        number,
        tree(partition(number)),
        state,
        2,
        1,
        null,
        assigned ? "worker-1" : null,
        assigned ? 0 : null,
        assigned ? 7L : null,
        assigned ? Recall.UNLESS_BEGUN : Recall.NONE,
        succeeded ? 10 : 0,
        succeeded ? 100 : 0,
        succeeded ? tree(List.of(new StagedFile("w/1/t/1/2/0.parquet", 99, 10))) : null,
        succeeded ? "w/1/t/load-1" : null,
        T);
  }

  private static LedgerChanges everything() {
    TableRow table =
        new TableRow(
            "w/1/t",
            "w",
            1,
            "erp.dbo.Orders",
            "LAKE",
            "ERP",
            "ORDERS",
            "made",
            "made aside",
            TableRow.State.MOVING,
            true,
            tree(
                TableConfiguration.builder()
                    .source(new SourceTable("erp", "dbo", "Orders"))
                    .target(new TargetTable("LAKE", "ERP", "ORDERS", null))
                    .build()),
            tree(extraction()),
            tree(new SyncRun(3, "made", null, null)),
            2,
            20,
            0,
            0,
            0,
            0,
            0,
            null,
            null,
            null,
            T,
            null);
    LoadRow load =
        new LoadRow(
            "w/1/t/load-1",
            "w/1/t",
            "w",
            LoadRow.Kind.APPLY,
            1,
            1,
            LoadRow.State.SUBMITTED,
            1,
            10,
            0,
            99,
            T,
            null);
    AttemptRow attempt =
        new AttemptRow(
            "w",
            "w/1/t",
            "w/1/t/2",
            "EXTRACT",
            1,
            "worker-0",
            "FAILED",
            0,
            0,
            12,
            "DMW-301",
            "TRANSIENT",
            "DMW-301: it failed.",
            T);
    return new LedgerChanges(
        List.of(workflow("w")),
        List.of(),
        List.of(table),
        List.of(),
        List.of(task(1, TaskRow.State.SUCCEEDED), task(2, TaskRow.State.ASSIGNED)),
        List.of(),
        List.of(load),
        List.of(),
        List.of(attempt),
        List.of());
  }
}
