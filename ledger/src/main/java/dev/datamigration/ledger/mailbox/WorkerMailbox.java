package dev.datamigration.ledger.mailbox;

import dev.datamigration.model.message.Assignment;
import dev.datamigration.model.message.EventEnvelope;
import java.util.List;

/**
 * A worker's only way to the ledger: it reads what is assigned to it and inserts events; it never
 * changes a row. Each call is one statement. Not for use by several threads at once.
 */
public interface WorkerMailbox {
  /**
   * Everything assigned to this worker now, running tasks included; a task the worker holds that is
   * missing here has been taken from it.
   *
   * @throws dev.datamigration.model.error.DmwException if Snowflake refuses or cannot be reached
   */
  List<Assignment> assignments(String workerId);

  /**
   * Inserts the events, all or none. Safe to repeat with the same events when the outcome of a call
   * is unknown.
   *
   * @throws dev.datamigration.model.error.DmwException if Snowflake refuses or cannot be reached
   */
  void post(List<EventEnvelope> events);
}
