package dev.datamigration.ledger.sync;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.sql.BulkStatement;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.plan.SyncRun;
import dev.datamigration.model.plan.SyncState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** States over JDBC. */
public final class JdbcSyncStates implements SyncStates {
  private final SnowflakeSessions sessions;
  private final String table;
  private final MessageJson json = new MessageJson();

  public JdbcSyncStates(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.table = ledger.table(LedgerTable.SYNC_STATE);
  }

  private record Found(String stateId, SyncRun run) {}

  @Override
  public Map<String, SyncRun> read(Collection<String> stateIds) {
    List<Found> rows;
    try (SnowflakeSession session = sessions.open()) {
      rows =
          session.query(
              "SELECT * FROM " + table + " WHERE \"STATE_ID\"" + BulkStatement.AMONG,
              this::found,
              json.write(stateIds));
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "reading what earlier runs left");
    }
    Map<String, SyncRun> states = new HashMap<>();
    rows.forEach(row -> states.put(row.stateId(), row.run()));
    return states;
  }

  private Found found(ResultSet row) throws SQLException {
    return new Found(
        row.getString("STATE_ID"),
        new SyncRun(
            row.getLong("VERSION"),
            row.getString("TARGET_IDENTITY"),
            json.read(row.getString("STATE"), SyncState.class),
            null));
  }

  /**
   * Forgets what runs of other sources left in a target whose rows are no longer theirs, in the
   * transaction that {@code session} is in: none of them may build on it.
   */
  public void forgetOthers(SnowflakeSession session, SyncKey key, String targetIdentity)
      throws SQLException {
    session.update(
        "DELETE FROM "
            + table
            + " WHERE \"TARGET_NAME\" = ? AND \"TARGET_IDENTITY\" = ? AND \"STATE_ID\" <> ?",
        key.targetName(),
        targetIdentity,
        key.stateId());
  }

  /**
   * Keeps the state in the transaction that {@code session} is in.
   *
   * @param run the one that is put into the target, planned
   * @throws DmwException {@code DMW-512} if another run has changed the state since this one read
   *     it
   */
  public void advance(
      SnowflakeSession session, SyncKey key, SyncRun run, String targetIdentity, String workflowId)
      throws SQLException {
    String state = json.write(run.plan().next());
    long kept =
        run.version() == 0
            ? session.update(
                "INSERT INTO "
                    + table
                    + " (\"STATE_ID\", \"VERSION\", \"SOURCE_CONNECTION\", \"SOURCE_NAME\", \"TARGET_NAME\","
                    + " \"TARGET_IDENTITY\", \"STATE\", \"WORKFLOW_ID\", \"UPDATED_AT\")"
                    + " SELECT ?, 1, ?, ?, ?, ?, PARSE_JSON(?), ?, CURRENT_TIMESTAMP()"
                    + " WHERE NOT EXISTS (SELECT 1 FROM "
                    + table
                    + " WHERE \"STATE_ID\" = ?)",
                key.stateId(),
                key.sourceConnection(),
                key.sourceName(),
                key.targetName(),
                targetIdentity,
                state,
                workflowId,
                key.stateId())
            : session.update(
                "UPDATE "
                    + table
                    + " SET \"VERSION\" = \"VERSION\" + 1, \"TARGET_IDENTITY\" = ?, \"STATE\" = PARSE_JSON(?),"
                    + " \"WORKFLOW_ID\" = ?, \"UPDATED_AT\" = CURRENT_TIMESTAMP()"
                    + " WHERE \"STATE_ID\" = ? AND \"VERSION\" = ?",
                targetIdentity,
                state,
                workflowId,
                key.stateId(),
                run.version());
    if (kept != 1) {
      throw new DmwException(
          LedgerErrorCode.SYNC_STATE_MOVED,
          "Another run has changed "
              + key.targetName()
              + " from "
              + key.sourceName()
              + " since this one was planned.",
          "What this run extracted is older and was not put into the target; it is not tried again. Create a new workflow, which begins where the other run ended.");
    }
  }
}
