package dev.datamigration.local.quickstart;

import static dev.datamigration.local.quickstart.LiveMigration.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.local.snowflake.fault.Fault;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import dev.datamigration.local.stack.EmbeddedStack;
import dev.datamigration.local.stack.StackOptions;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Snowflake or the source fails in the middle of a migration; the migration goes on by itself, in
 * the processes there are, to the exact rows.
 */
class FaultsIT {
  private static final int PARTITIONS = 6;
  private static final int LANES = 2;
  private static final String LOAD = "COPY INTO";
  private static final String TICK = "LEDGER_OWNER";
  private static final String REPORT =
      "INTO \"SNOWCONVERT_AI\".\"DATA_MIGRATION\".\"WORKER_EVENT\"";
  private static final String UPLOAD = "PUT ";

  @TempDir static Path directory;
  private static EmbeddedStack stack;
  private static FaultInjection faults;

  private GatedTable gated;
  private LiveMigration migration;
  private Set<Long> processes;

  @BeforeAll
  static void start() throws SQLException {
    faults = new FaultInjection();
    stack = EmbeddedStack.start(StackOptions.in(directory.resolve("stack")).withFaults(faults));
    LiveMigration.prepareTargets(stack);
  }

  @AfterAll
  static void stop() {
    stack.close();
  }

  @AfterEach
  void deleteTheWorkflow() throws SQLException {
    faults.clear();
    gated.close();
    migration.delete();
    until(() -> !migration.exists() && migration.ourObjects().isEmpty());
  }

  /** Some partitions are loaded, every lane waits in the middle of one, others wait for a lane. */
  private void migrateHalfWay(String name) throws SQLException {
    gated = GatedTable.create(stack.source(), name, PARTITIONS, 2);
    gated.shut();
    migration = LiveMigration.start(stack, directory, name.replace('_', '-'), gated);
    until(() -> gated.waiting() == LANES && migration.targetRowsOrNone(0) > 0);
    processes = processes();
  }

  private static Set<Long> processes() {
    return List.of(stack.operator(), stack.workers()).stream()
        .flatMap(pods -> pods.running().stream())
        .map(ProcessHandle::pid)
        .collect(Collectors.toSet());
  }

  private void awaitExactRows() throws Exception {
    migration.awaitSuccess();
    migration.assertExact(0);
  }

  private static void befall(String statement, int times, Fault fault) {
    faults.add(sql -> sql.contains(statement), times, fault);
  }

  private void awaitFired(int before, int count) {
    until(() -> faults.fired() >= before + count);
  }

  @Test
  void theOperatorsSessionsEndInTheMiddle() throws Exception {
    migrateHalfWay("operator_sessions");
    int fired = faults.fired();
    assertThat(stack.snowflakeInside().server().openSessions("OPERATOR")).isPositive();
    stack.snowflakeInside().server().endSessions("OPERATOR");
    befall(TICK, 1, new Fault.SessionEndedBefore());
    befall(TICK, 1, new Fault.SessionEndedAfter());
    befall(LOAD, 1, new Fault.SessionEndedBefore());
    befall(LOAD, 1, new Fault.SessionEndedAfter());
    gated.open();
    awaitFired(fired, 4);
    awaitExactRows();
    assertThat(processes()).isSubsetOf(processes).isNotEmpty();
  }

  @Test
  void theWorkersSessionsEndInTheMiddle() throws Exception {
    migrateHalfWay("worker_sessions");
    int fired = faults.fired();
    assertThat(stack.snowflakeInside().server().openSessions("WORKER")).isPositive();
    stack.snowflakeInside().server().endSessions("WORKER");
    befall(REPORT, 1, new Fault.SessionEndedBefore());
    befall(REPORT, 1, new Fault.SessionEndedAfter());
    befall(UPLOAD, 1, new Fault.SessionEndedBefore());
    befall(UPLOAD, 1, new Fault.SessionEndedAfter());
    gated.open();
    awaitFired(fired, 4);
    awaitExactRows();
    assertThat(processes()).isSubsetOf(processes).isNotEmpty();
  }

  @Test
  void snowflakeAnswers500AndResetsConnectionsForAWhile() throws Exception {
    migrateHalfWay("snowflake_ails");
    int fired = faults.fired();
    for (String statement : List.of(TICK, LOAD, REPORT, UPLOAD)) {
      befall(statement, 2, new Fault.Refusal(500));
      befall(statement, 2, new Fault.Reset());
      befall(statement, 1, new Fault.DroppedReply());
    }
    gated.open();
    awaitFired(fired, 20);
    awaitExactRows();
    assertThat(processes()).isSubsetOf(processes).isNotEmpty();
  }

  @Test
  void theSourceDropsConnectionsWhileTheyAreReadFrom() throws Exception {
    migrateHalfWay("source_drops");
    assertThat(gated.cutOff()).isEqualTo(LANES);
    // Their partitions, after a pause, or others come to the gate.
    until(() -> gated.waiting() == LANES && migration.failedAttempts() >= LANES);
    gated.open();
    awaitExactRows();
    assertThat(processes()).isSubsetOf(processes).isNotEmpty();
  }

  @Test
  void theSourceIsStoppedAndStartedWhileItIsReadFrom() throws Exception {
    migrateHalfWay("source_restarts");
    stack.postgres().restart();
    awaitExactRows();
    assertThat(migration.failedAttempts()).isGreaterThanOrEqualTo(LANES);
    assertThat(processes()).isSubsetOf(processes).isNotEmpty();
  }
}
