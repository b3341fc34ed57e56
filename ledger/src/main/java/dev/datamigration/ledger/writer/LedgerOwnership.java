package dev.datamigration.ledger.writer;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.schema.LedgerSchema;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.model.error.DmwException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may commit to the ledger. */
final class LedgerOwnership {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerOwnership.class);

  /** An owner that has not ticked for so long may be replaced by another installation. */
  static final Duration OWNER_STALE_AFTER = Duration.ofMinutes(2);

  private final LedgerLocation ledger;

  LedgerOwnership(LedgerLocation ledger) {
    this.ledger = ledger;
  }

  private record Owner(long epoch, String holder, Instant tickedAt, Instant now) {}

  /**
   * Aborts what a former leader left behind, unless another installation is at work here. A former
   * leader that was killed may have left a transaction open, which Snowflake would keep waiting for
   * up to five minutes (https://docs.snowflake.com/en/sql-reference/transactions, aborting
   * transactions). This user's own may be aborted; one that is still at work is fenced off anyway.
   */
  Void endFormerTransactions(SnowflakeSession session, String holder) throws SQLException {
    checkOwner(owner(session), holder);
    String prefix = unquoted(ledger.qualify(LedgerSchema.OWNER_TABLE));
    String schema = prefix.substring(0, prefix.length() - LedgerSchema.OWNER_TABLE.length());
    List<Lock> locks =
        session.query(
            "SHOW LOCKS",
            row ->
                new Lock(
                    row.getString("resource"),
                    row.getString("status"),
                    row.getLong("transaction")));
    Set<Long> former = new TreeSet<>();
    for (Lock lock : locks) {
      if (lock.status().equals("HOLDING") && unquoted(lock.resource()).startsWith(schema)) {
        former.add(lock.transaction());
      }
    }
    for (long transaction : former) {
      LOG.info("Ending transaction {} that a former leader left on the ledger", transaction);
      session.query(
          "SELECT SYSTEM$ABORT_TRANSACTION(" + transaction + ")", row -> row.getString(1));
    }
    return null;
  }

  private record Lock(String resource, String status, long transaction) {}

  private static String unquoted(String name) {
    return name.replace("\"", "");
  }

  /**
   * Becomes the owner, in the transaction that {@code session} is in.
   *
   * @param tick found again by the last statement only if all of them are in one transaction
   * @return the new epoch
   */
  long take(SnowflakeSession session, String holder, String tick) throws SQLException {
    String table = ledger.qualify(LedgerSchema.OWNER_TABLE);
    // Serializes with every other owner: whoever waits here sees what the one before wrote.
    session.update(
        "MERGE INTO "
            + table
            + " o USING (SELECT 1 AS ID, ? AS TICK) s ON o.\"ID\" = s.ID WHEN MATCHED THEN UPDATE SET \"TICK\" = s.TICK "
            + "WHEN NOT MATCHED THEN INSERT (\"ID\", \"EPOCH\", \"HOLDER\", \"TICKED_AT\", \"TICK\") VALUES (1, 0, NULL, NULL, s.TICK)",
        tick);
    Owner owner = owner(session);
    checkOwner(owner, holder);
    long epoch = owner.epoch() + 1;
    session.update(
        "UPDATE "
            + ledger.table(LedgerTable.LOAD)
            + " SET \"EPOCH\" = ?, \"ATTEMPT\" = \"ATTEMPT\" + 1 WHERE \"STATE\" = 'SUBMITTED'",
        epoch);
    long taken =
        session.update(
            "UPDATE "
                + table
                + " SET \"EPOCH\" = ?, \"HOLDER\" = ?, \"TICKED_AT\" = CURRENT_TIMESTAMP() WHERE \"ID\" = 1 AND \"TICK\" = ?",
            epoch,
            holder,
            tick);
    if (taken == 0) {
      throw transactionAborted();
    }
    return epoch;
  }

  private Owner owner(SnowflakeSession session) throws SQLException {
    List<Owner> owners =
        session.query(
            "SELECT MAX(\"EPOCH\") AS EPOCH, MAX(\"HOLDER\") AS HOLDER, MAX(\"TICKED_AT\") AS TICKED_AT, CURRENT_TIMESTAMP() AS NOW FROM "
                + ledger.qualify(LedgerSchema.OWNER_TABLE),
            row ->
                new Owner(
                    row.getLong("EPOCH"),
                    row.getString("HOLDER"),
                    LedgerRows.instant(row, "TICKED_AT"),
                    LedgerRows.instant(row, "NOW")));
    return owners.get(0);
  }

  private void checkOwner(Owner owner, String holder) {
    boolean mine = owner.holder() == null || owner.holder().equals(holder);
    boolean stale =
        owner.tickedAt() == null || owner.tickedAt().plus(OWNER_STALE_AFTER).isBefore(owner.now());
    if (!mine && !stale) {
      throw new DmwException(
          LedgerErrorCode.LEDGER_OWNED,
          "The ledger in "
              + ledger.qualify(LedgerSchema.OWNER_TABLE)
              + " is in use by another operator ("
              + owner.holder()
              + ").",
          "It is tried again every minute. Give this operator's SnowflakeConnection a metadata database or schema of its own, or stop the other operator.");
    }
  }

  DmwException transactionAborted() {
    return new DmwException(
        LedgerErrorCode.TRANSACTION_ABORTED,
        "Snowflake aborted a transaction on the ledger in "
            + ledger.database()
            + " before it was complete; this operator may have been paused.",
        "Nothing was changed. It starts anew from the ledger at once.");
  }
}
