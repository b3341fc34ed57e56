package dev.datamigration.local.quickstart;

import static dev.datamigration.local.quickstart.LiveMigration.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.local.quickstart.LiveMigration.Task;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.StackOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person asks of a running migration, as docs/lifecycle.md has it, with real parts. */
class LifecycleIT {
  private static final int PARTITIONS = 6;
  private static final int LANES = 2;

  @TempDir static Path directory;
  private static EmbeddedStack stack;

  private GatedTable gated;
  private LiveMigration migration;

  @BeforeAll
  static void start() throws SQLException {
    stack =
        EmbeddedStack.start(
            StackOptions.in(directory.resolve("stack"))
                .withWorkerLease(Duration.ofSeconds(10))
                .withWorkerShrinkDelay(Duration.ofSeconds(1))
                .withFaults(new FaultInjection()));
    LiveMigration.prepareTargets(stack);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @AfterEach
  void deleteTheWorkflow() throws SQLException {
    gated.close();
    migration.delete();
    until(() -> !migration.exists() && migration.ourObjects().isEmpty());
  }

  private GatedTable gated(String name) throws SQLException {
    gated = GatedTable.create(stack.source(), name, PARTITIONS, 2);
    return gated;
  }

  private void migrate(String name, GatedTable... tables) {
    migration = LiveMigration.start(stack, directory, name, tables);
  }

  /** Some partitions are done, every lane waits in the middle of one, others wait for a lane. */
  private void awaitHalfWay() {
    until(() -> gated.waiting() == LANES && migration.count(0, "SUCCEEDED") > 0);
  }

  private void awaitNothingOfOursRuns() {
    until(() -> migration.suspension().equals("Suspended"));
    until(() -> migration.sourceSessions() == 0 && stack.workers().pods().isEmpty());
    until(() -> stack.snowflakeInside().server().openSessions("WORKER") == 0);
  }

  /** Those that were done are as they were, and no partition was done twice. */
  private void assertNothingWasDoneTwice(Map<Integer, Task> before) throws SQLException {
    Map<Integer, Task> after = migration.tasks(0);
    assertThat(after.values()).allMatch(task -> task.state().equals("SUCCEEDED"));
    assertThat(after).containsAllEntriesOf(in(before, "SUCCEEDED"));
    assertThat(migration.succeededAttempts()).isEqualTo(after.size());
  }

  private static Map<Integer, Task> in(Map<Integer, Task> tasks, String state) {
    return tasks.entrySet().stream()
        .filter(task -> task.getValue().state().equals(state))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void aSuspensionLetsWhatRunsFinishAndBeginsNothing() throws Exception {
    gated("finish").shut();
    migrate("finish", gated);
    awaitHalfWay();
    int done = in(migration.tasks(0), "SUCCEEDED").size();

    migration.set(Map.of("suspend", true));
    until(() -> migration.suspension().equals("Suspending"));
    until(() -> migration.count(0, "READY") == PARTITIONS - done - LANES);
    gated.open();
    awaitNothingOfOursRuns();

    Map<Integer, Task> suspended = migration.tasks(0);
    assertThat(in(suspended, "SUCCEEDED")).hasSize(done + LANES);
    assertThat(in(suspended, "READY")).hasSize(PARTITIONS - done - LANES);
    migration.set(Map.of("suspend", false));
    migration.awaitSuccess();
    assertNothingWasDoneTwice(suspended);
    migration.assertExact(0);
  }

  @Test
  void aSuspensionThatHandsBackEndsWhatRunsAtTheSource() throws Exception {
    gated("hand_back").shut();
    migrate("hand-back", gated);
    awaitHalfWay();
    int done = in(migration.tasks(0), "SUCCEEDED").size();

    migration.set(Map.of("suspend", true, "suspendPolicy", "HandBack"));
    until(() -> gated.waiting() == 0);
    awaitNothingOfOursRuns();

    Map<Integer, Task> suspended = migration.tasks(0);
    assertThat(in(suspended, "SUCCEEDED")).hasSize(done);
    assertThat(in(suspended, "READY")).hasSize(PARTITIONS - done);
    gated.open();
    migration.set(Map.of("suspend", false));
    migration.awaitSuccess();
    assertNothingWasDoneTwice(suspended);
    migration.assertExact(0);
  }

  @Test
  void oneTableIsSuspendedResumedAndGivenUpWhileTheOtherGoesOn() throws Exception {
    try (GatedTable other = GatedTable.create(stack.source(), "goes_on", PARTITIONS, 0)) {
      gated("given_up").shut();
      migrate("one-table", gated, other);
      awaitHalfWay();
      migration.set(Map.of("suspendPolicy", "HandBack"));

      migration.setTable(0, "suspend", true);
      until(() -> gated.waiting() == 0 && migration.count(0, "ASSIGNED") == 0);
      until(() -> migration.count(1, "SUCCEEDED") == PARTITIONS);
      assertThat(migration.count(0, "READY")).isPositive();

      Map<Integer, Task> suspended = migration.tasks(0);
      migration.setTable(0, "suspend", false);
      until(() -> gated.waiting() == LANES);
      assertThat(in(migration.tasks(0), "SUCCEEDED")).isEqualTo(in(suspended, "SUCCEEDED"));

      migration.setTable(0, "cancel", true);
      until(() -> gated.waiting() == 0);
      migration.awaitSuccess();
      assertThat(in(migration.tasks(0), "SUCCEEDED")).isEqualTo(in(suspended, "SUCCEEDED"));
      migration.assertExact(1);
      assertThat(migration.targetRows(0)).isLessThan(gated.rows());
    }
  }

  @Test
  void whatFailedIsTriedAgainOnceItIsAskedFor() throws Exception {
    try (GatedTable other = GatedTable.create(stack.source(), "is_well", 1, 1)) {
      gated("lacks_a_column");
      target("CREATE TABLE " + gated.table().targetSql() + " (\"id\" INTEGER)");
      migrate("retry", gated, other);
      until(() -> migration.run().verdict() == WorkflowRun.Verdict.FAILED);
      Map<Integer, Task> well = migration.tasks(1);
      assertThat(migration.run().firstErrors())
          .singleElement()
          .asString()
          .contains("lacks_a_column");

      target("DROP TABLE " + gated.table().targetSql());
      migration.annotate("datamigration.dev/retry-failed", "once");
      migration.awaitSuccess();
      migration.assertExact(0);
      migration.assertExact(1);
      assertThat(migration.tasks(1)).isEqualTo(well);
    }
  }

  private static void target(String sql) throws SQLException {
    try (Connection connection = stack.snowflake().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Deletes the workflow, while nobody passes the gate, and awaits that nothing of it is left. */
  private void deleteAndAwaitThatNothingRuns() throws SQLException {
    migration.delete();
    until(() -> !migration.exists());
    until(() -> migration.ourObjects().isEmpty());
    until(() -> migration.sourceSessions() == 0);
    until(() -> stack.snowflakeInside().server().openSessions("WORKER") == 0);
    until(() -> stack.snowflakeInside().server().runningStatements() == 0);
  }

  @Test
  void aDeletionWhilePlanningLeavesNothing() throws Exception {
    gated("planned");
    target("CREATE TABLE " + gated.table().targetSql() + " (\"ID\" INTEGER, V VARCHAR)");
    target("INSERT INTO " + gated.table().targetSql() + " VALUES (-1, 'there before')");
    try (Connection owner = stack.source().connect();
        Statement statement = owner.createStatement()) {
      owner.setAutoCommit(false);
      statement.execute("LOCK TABLE " + gated.table().sourceSql() + " IN ACCESS EXCLUSIVE MODE");
      migrate("planning", gated);
      until(() -> migration.phase().equals("Planning") && migration.blockedSourceSessions() > 0);
      deleteAndAwaitThatNothingRuns();
      owner.rollback();
    }
    assertThat(migration.targetRows(0)).isEqualTo(1);
  }

  @Test
  void aDeletionWhileExtractingLeavesWhatIsLoadedAndNothingElse() throws Exception {
    gated("extracting").shut();
    migrate("extracting", gated);
    awaitHalfWay();
    String id = migration.id();
    until(() -> migration.targetRows(0) > 0 && !migration.stagedFiles(id).isEmpty());
    deleteAndAwaitThatNothingRuns();
    assertThat(migration.stagedFiles(id)).isEmpty();
    assertThat(migration.targetRows(0)).isPositive().isLessThan(gated.rows());
  }

  @Test
  void aDeletionAfterTheEndLeavesRowsAndTheFilesThatAreToStay() throws Exception {
    gated("ended");
    migrate("ended", gated);
    migration.set(Map.of("cleanUpTransientResources", "never"));
    migration.awaitSuccess();
    String id = migration.id();
    List<String> files = migration.stagedFiles(id);
    assertThat(files).isNotEmpty();
    deleteAndAwaitThatNothingRuns();
    assertThat(migration.stagedFiles(id)).isEqualTo(files);
    migration.assertExact(0);
  }
}
