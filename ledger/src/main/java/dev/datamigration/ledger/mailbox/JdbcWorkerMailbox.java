package dev.datamigration.ledger.mailbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.sql.BulkStatement;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.Assignment;
import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.message.Recall;
import dev.datamigration.model.message.TaskWork;
import dev.datamigration.model.message.TaskWork.TableExtraction;
import dev.datamigration.model.plan.Partition;
import dev.datamigration.model.plan.SyncState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The mailbox over JDBC. */
public final class JdbcWorkerMailbox implements WorkerMailbox {
  private final SnowflakeSessions sessions;
  private final String insertEvents;
  private final String selectAssignments;
  private final MessageJson json = new MessageJson();

  /** Uses one of {@code sessions} a call. */
  public JdbcWorkerMailbox(SnowflakeSessions sessions, LedgerLocation ledger) {
    this.sessions = sessions;
    this.insertEvents =
        BulkStatement.insert(ledger.table(LedgerTable.WORKER_EVENT), LedgerTable.WORKER_EVENT);
    this.selectAssignments =
        "SELECT t.TASK_ID, t.ATTEMPT, t.LANE, t.LANE_ORDER, t.RECALL, t.WORKFLOW_ID, t.KIND, t.PARTITION_SPEC, "
            + "r.CONFIGURATION, r.PLAN FROM "
            + ledger.table(LedgerTable.TASK)
            + " t JOIN "
            + ledger.table(LedgerTable.TABLE_RUN)
            + " r ON r.TABLE_ID = t.TABLE_ID WHERE t.WORKER_ID = ? AND t.STATE = 'ASSIGNED' ORDER BY t.LANE, t.LANE_ORDER";
  }

  @Override
  public List<Assignment> assignments(String workerId) {
    try (SnowflakeSession session = sessions.open()) {
      return session.query(selectAssignments, this::assignment, workerId);
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "asking for assignments");
    }
  }

  private Assignment assignment(ResultSet row) throws SQLException {
    String taskId = row.getString("TASK_ID");
    int attempt = row.getInt("ATTEMPT");
    return new Assignment(
        taskId,
        attempt,
        row.getInt("LANE"),
        row.getLong("LANE_ORDER"),
        Recall.valueOf(row.getString("RECALL")),
        row.getString("WORKFLOW_ID"),
        work(row, taskId, attempt));
  }

  /** What cannot be read fails alone; the other assignments go on. */
  private TaskWork work(ResultSet row, String taskId, int attempt) throws SQLException {
    String kind = row.getString("KIND");
    try {
      return switch (kind) {
        case "PLAN" ->
            new TaskWork.Plan(
                json.read(row.getString("CONFIGURATION"), TableConfiguration.class),
                since(row.getString("PARTITION_SPEC")));
        case "EXTRACT" ->
            new TaskWork.Extract(
                json.read(row.getString("PLAN"), TableExtraction.class),
                json.read(row.getString("PARTITION_SPEC"), Partition.class),
                StagePath.of(taskId, attempt));
        default -> unreadable(taskId, "its kind is " + kind, null);
      };
    } catch (DmwException | IllegalArgumentException e) {
      return unreadable(taskId, e.getMessage(), e);
    }
  }

  /** A VARIANT that holds JSON's null comes as that word. */
  private SyncState since(String spec) {
    return spec == null || spec.equals("null") ? null : json.read(spec, SyncState.class);
  }

  private static TaskWork unreadable(String taskId, String why, RuntimeException cause) {
    return new TaskWork.Unreadable(
        new DmwException(
                LedgerErrorCode.ASSIGNMENT_UNREADABLE,
                "The worker cannot read task " + taskId + " (" + why + ").",
                "It is tried again with growing pauses. Give workers and operator the same version.",
                cause)
            .toFailure());
  }

  @Override
  public void post(List<EventEnvelope> events) {
    ArrayNode rows = json.newArray();
    for (EventEnvelope event : events) {
      rows.addObject()
          .put("EVENT_ID", event.eventId())
          .put("WORKER_ID", event.workerId())
          .put("SEQUENCE", event.sequence())
          .set("PAYLOAD", json.toTree(event.event()));
    }
    try (SnowflakeSession session = sessions.open()) {
      session.update(insertEvents, rows.toString());
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, "reporting " + events.size() + " events");
    }
  }
}
