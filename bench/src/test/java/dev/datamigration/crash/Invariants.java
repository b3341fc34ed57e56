package dev.datamigration.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.datamigration.crash.SourceTables.Row;
import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.operator.engine.api.WorkflowSnapshot;
import java.sql.SQLException;
import java.util.List;

/** What holds at the end of every migration, whatever happened on the way. */
final class Invariants {
  private final Account account;
  private final LedgerLocation ledger;
  private final String targetSchema;
  private final Scenario scenario;

  Invariants(Account account, Simulation simulation) {
    this.account = account;
    this.ledger = simulation.ledger();
    this.targetSchema = simulation.targetSchema();
    this.scenario = simulation.scenario();
  }

  void check(WorkflowSnapshot end) throws SQLException {
    assertThat(end.phase()).isEqualTo(WorkflowSnapshot.Phase.SUCCEEDED);
    assertThat(end.cleanedUp()).as("cleaned up").isTrue();
    assertThat(end.tablesDone() + end.tablesCancelled())
        .as("tables at their end")
        .isEqualTo(scenario.tables().size());
    long rows = 0;
    for (String table : scenario.tables()) {
      rows += rowsOnce(table);
    }
    assertThat(end.rowsLoaded()).as("rows loaded").isEqualTo(rows);
    if (end.tablesCancelled() == 0) {
      assertThat(end.rowsExtracted()).as("rows extracted").isEqualTo(rows);
    }
    everyPartitionHasOneAcceptedAttempt(end);
    everyLoadHoldsTheRowsOfItsFiles();
    nothingIsLeft();
  }

  /** I3, I4: count and content. Returns how many there are. */
  private int rowsOnce(String table) throws SQLException {
    AccountContents contents = new AccountContents(account, ledger, targetSchema);
    if (!scenario.givenUp().contains(table)) {
      List<Row> found = contents.rows(table);
      assertThat(found)
          .as("rows of %s", table)
          .containsExactlyInAnyOrderElementsOf(SourceTables.rows(table));
      return found.size();
    }
    List<Row> found = contents.targets().getOrDefault(table, List.of());
    assertThat(found)
        .as("rows of %s, which was given up", table)
        .doesNotHaveDuplicates()
        .isSubsetOf(SourceTables.rows(table));
    return found.size();
  }

  /** I1, I2, I6. */
  private void everyPartitionHasOneAcceptedAttempt(WorkflowSnapshot end) throws SQLException {
    long partitions =
        scenario.tables().stream()
            .filter(table -> end.tablesCancelled() == 0 || !scenario.givenUp().contains(table))
            .mapToLong(table -> SourceTables.PARTITIONS.get(table).size())
            .sum();
    assertThat(count("TASK WHERE KIND = 'EXTRACT' AND STATE = 'SUCCEEDED'" + wanted()))
        .isEqualTo(partitions);
    assertThat(count("TASK WHERE STATE <> 'SUCCEEDED'" + wanted()))
        .as("tasks not succeeded")
        .isZero();
    assertThat(
            account.query(
                "SELECT t.TASK_ID AS TASK, t.ATTEMPT AS ACCEPTED, COUNT(a.SUBJECT_ID) AS N, MAX(a.ATTEMPT) AS LAST FROM "
                    + ledger.qualify("TASK")
                    + " t LEFT JOIN (SELECT SUBJECT_ID, ATTEMPT FROM "
                    + ledger.qualify("ATTEMPT")
                    + " WHERE OUTCOME = 'SUCCEEDED') a ON a.SUBJECT_ID = t.TASK_ID WHERE t.STATE = 'SUCCEEDED' GROUP BY t.TASK_ID, t.ATTEMPT",
                row ->
                    row.getInt("N") == 1 && row.getInt("ACCEPTED") == row.getInt("LAST")
                        ? "once"
                        : row.getString("TASK")
                            + " accepted "
                            + row.getInt("N")
                            + " times, attempt "
                            + row.getInt("ACCEPTED")
                            + " and "
                            + row.getInt("LAST")))
        .as("accepted attempts")
        .containsOnly("once");
  }

  /** I2, I3. */
  private void everyLoadHoldsTheRowsOfItsFiles() throws SQLException {
    assertThat(count("LOAD WHERE (STATE <> 'LOADED' OR ROWS_LOADED <> ROW_COUNT)" + wanted()))
        .as("loads that are not whole")
        .isZero();
    assertThat(
            account.query(
                "SELECT l.LOAD_ID, l.ROWS_LOADED AS LOADED, SUM(t.ROW_COUNT) AS EXTRACTED FROM "
                    + ledger.qualify("LOAD")
                    + " l LEFT JOIN "
                    + ledger.qualify("TASK")
                    + " t ON t.LOAD_ID = l.LOAD_ID WHERE l.STATE = 'LOADED' AND COALESCE(l.KIND, 'COPY') = 'COPY' GROUP BY l.LOAD_ID, l.ROWS_LOADED",
                row -> row.getLong("LOADED") - row.getLong("EXTRACTED")))
        .as("rows loaded less rows extracted, of each load")
        .containsOnly(0L);
    assertThat(count("LOAD WHERE KIND = 'APPLY' AND STATE = 'LOADED'"))
        .as("staging tables put into their targets")
        .isEqualTo(scenario.replaced().size());
    assertThat(
            count("TASK WHERE KIND = 'EXTRACT' AND ROW_COUNT > 0 AND LOAD_ID IS NULL" + wanted()))
        .as("partitions with rows and no load")
        .isZero();
    assertThat(
            count(
                "TABLE_RUN WHERE (STATE <> 'COMPLETED' OR ROWS_EXTRACTED <> ROWS_LOADED OR PARTITIONS <> PARTITIONS_LOADED OR PARTITIONS_FAILED <> 0)"
                    + wanted()))
        .as("tables whose figures are not those of a complete one")
        .isZero();
  }

  /** I5, I7. */
  private void nothingIsLeft() throws SQLException {
    assertThat(count("TASK WHERE STATE = 'ASSIGNED'")).as("tasks assigned").isZero();
    assertThat(count("WORKFLOW_RUN WHERE STATE <> 'SUCCEEDED' OR NOT CLEANED")).isZero();
    assertThat(account.query("LIST " + ledger.stage(""), row -> row.getString("name")))
        .as("staged files")
        .isEmpty();
    assertThat(
            account.query(
                "SHOW TABLES LIKE 'STAGING_%' IN SCHEMA "
                    + ledger.qualify("X").replace(".\"X\"", ""),
                row -> row.getString("name")))
        .as("staging tables")
        .isEmpty();
  }

  /** For the tables that were not given up before they were complete. */
  private String wanted() {
    return " AND TABLE_ID NOT IN (SELECT TABLE_ID FROM "
        + ledger.qualify("TABLE_RUN")
        + " WHERE STATE = 'CANCELLED')";
  }

  private long count(String from) throws SQLException {
    return account
        .query(
            "SELECT COUNT(*) AS N FROM " + ledger.qualify("X").replace("\"X\"", "") + from,
            row -> row.getLong("N"))
        .get(0);
  }
}
