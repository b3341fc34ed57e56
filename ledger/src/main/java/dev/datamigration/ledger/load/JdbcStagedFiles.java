package dev.datamigration.ledger.load;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.SnowflakeErrors;
import java.sql.SQLException;

/** Staged files over JDBC. */
public final class JdbcStagedFiles implements StagedFiles {
  private final SnowflakeSessions sessions;
  private final LedgerLocation ledger;

  public JdbcStagedFiles(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.ledger = ledger;
  }

  @Override
  public void remove(String workflowId, String folder) {
    if (!folder.endsWith("/")) {
      throw new IllegalArgumentException("a folder ends in a slash: " + folder);
    }
    try (SnowflakeSession session = sessions.open()) {
      session
          .tagged(session.tag().about(workflowId, null, null))
          .execute("REMOVE " + ledger.stage(folder));
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "removing staged files of " + workflowId);
    }
  }
}
