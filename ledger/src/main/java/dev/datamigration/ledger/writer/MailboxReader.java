package dev.datamigration.ledger.writer;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.ledger.writer.Mail.Letter;
import dev.datamigration.model.error.DmwException;
import dev.datamigration.model.message.EventEnvelope;
import dev.datamigration.model.message.MessageJson;
import dev.datamigration.model.message.WorkerEvent;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the mailbox and Snowflake's clock in one statement. */
final class MailboxReader {
  private final String select;
  private final MessageJson json = new MessageJson();

  MailboxReader(LedgerLocation ledger) {
    this.select =
        "SELECT n.NOW, e.EVENT_ID, e.WORKER_ID, e.SEQUENCE, e.PAYLOAD, e.RECEIVED_AT FROM (SELECT CURRENT_TIMESTAMP() AS NOW) n LEFT JOIN "
            + ledger.table(LedgerTable.WORKER_EVENT)
            + " e ON 1 = 1 ORDER BY e.WORKER_ID, e.SEQUENCE LIMIT ";
  }

  private record Raw(
      Instant now,
      String eventId,
      String workerId,
      long sequence,
      String payload,
      Instant receivedAt) {}

  Mail read(SnowflakeSession session, int limit) throws SQLException {
    List<Raw> raws =
        session.query(
            select + limit,
            row ->
                new Raw(
                    LedgerRows.instant(row, "NOW"),
                    row.getString("EVENT_ID"),
                    row.getString("WORKER_ID"),
                    row.getLong("SEQUENCE"),
                    row.getString("PAYLOAD"),
                    LedgerRows.instant(row, "RECEIVED_AT")));
    List<Letter> letters = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Raw raw : raws) {
      if (raw.eventId() == null) {
        continue;
      }
      try {
        WorkerEvent event = json.read(raw.payload(), WorkerEvent.class);
        letters.add(
            new Letter(
                new EventEnvelope(raw.eventId(), raw.workerId(), raw.sequence(), event),
                raw.receivedAt()));
      } catch (DmwException e) {
        unreadable.add(raw.eventId());
      }
    }
    return new Mail(raws.get(0).now(), letters, unreadable);
  }
}
