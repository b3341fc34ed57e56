package dev.datamigration.ledger.writer;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.schema.LedgerSchema;
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

/** Reads the mailbox, Snowflake's clock and the last committed tick in one statement. */
final class MailboxReader {
  private final String select;
  private final MessageJson json = new MessageJson();

  MailboxReader(LedgerLocation ledger) {
    this.select =
        "SELECT n.NOW, n.TICK, e.EVENT_ID, e.WORKER_ID, e.SEQUENCE, e.PAYLOAD, e.RECEIVED_AT FROM (SELECT CURRENT_TIMESTAMP() AS NOW, MAX(\"TICK\") AS TICK FROM "
            + ledger.qualify(LedgerSchema.OWNER_TABLE)
            + ") n LEFT JOIN "
            + ledger.table(LedgerTable.WORKER_EVENT)
            + " e ON 1 = 1 ORDER BY e.WORKER_ID, e.SEQUENCE LIMIT ";
  }

  private record Raw(
      Instant now,
      String tick,
      String eventId,
      String workerId,
      long sequence,
      String payload,
      Instant receivedAt) {}

  /**
   * What was read.
   *
   * @param tick the last that was committed, by whichever leader; null if none was
   */
  record Contents(String tick, Mail mail) {}

  Contents read(SnowflakeSession session, int limit) throws SQLException {
    List<Raw> raws =
        session.query(
            select + limit,
            row ->
                new Raw(
                    LedgerRows.instant(row, "NOW"),
                    row.getString("TICK"),
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
    return new Contents(raws.get(0).tick(), new Mail(raws.get(0).now(), letters, unreadable));
  }
}
