package dev.datamigration.ledger.load;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.mailbox.StagePath;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.ledger.target.StagingTables;
import java.sql.SQLException;
import java.util.List;

/** Staged files over JDBC. */
public final class JdbcStagedFiles implements StagedFiles {
  private final SnowflakeSessions sessions;
  private final LedgerLocation ledger;
  private final StagingTables tables;

  public JdbcStagedFiles(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.ledger = ledger;
    this.tables = new StagingTables(ledger);
  }

  @Override
  public void remove(String workflowId, String folder) {
    if (!folder.endsWith("/")) {
      throw new IllegalArgumentException("a folder ends in a slash: " + folder);
    }
    try (SnowflakeSession session = sessions.open()) {
      remove(session, workflowId, folder);
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "removing staged files of " + workflowId);
    }
  }

  private void remove(SnowflakeSession session, String workflowId, String folder)
      throws SQLException {
    session
        .tagged(session.tag().about(workflowId, null, null))
        .execute("REMOVE " + ledger.stage(folder));
  }

  @Override
  public void sweep() {
    try (SnowflakeSession session = sessions.open()) {
      List<String> workflows =
          session.query(
              "SELECT \"WORKFLOW_ID\" FROM "
                  + ledger.table(LedgerTable.WORKFLOW_RUN)
                  + " WHERE \"STAGE_REMOVED\" AND \"STATE\" IN ('SUCCEEDED', 'CANCELLED')"
                  + " AND \"ENDED_AT\" > DATEADD('day', -7, CURRENT_TIMESTAMP())",
              row -> row.getString(1));
      for (String workflow : workflows) {
        remove(session, workflow, StagePath.ofWorkflow(workflow));
      }
      if (!workflows.isEmpty()) {
        tables.dropOf(session, workflows);
      }
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "removing files that came after the clean-up");
    }
  }
}
