package dev.datamigration.ledger.writer;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.schema.LedgerSchema;
import dev.datamigration.ledger.sql.LedgerTable;
import dev.datamigration.model.error.DmwException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** The ledger over JDBC. */
public final class JdbcLedger implements Ledger {
  /** An owner that has not ticked for so long may be replaced by another installation. */
  static final Duration OWNER_STALE_AFTER = Duration.ofMinutes(2);

  private final SnowflakeSessions sessions;
  private final LedgerLocation ledger;
  private final String operatorRole;
  private final LedgerReader reader;
  private final MailboxReader mailbox;
  private final ChangeWriter changeWriter;

  /**
   * @param operatorRole for messages that name the GRANT to run; may be null
   */
  public JdbcLedger(SnowflakeSessions sessions, LedgerLocation ledger, String operatorRole) {
    this.sessions = sessions;
    this.ledger = ledger;
    this.operatorRole = operatorRole;
    LedgerRows rows = new LedgerRows();
    this.reader = new LedgerReader(ledger, rows);
    this.mailbox = new MailboxReader(ledger);
    this.changeWriter = new ChangeWriter(ledger, rows);
  }

  @FunctionalInterface
  private interface Step<T> {
    T run(SnowflakeSession session) throws SQLException;
  }

  private <T> T with(String doing, Step<T> step) {
    try (SnowflakeSession session = sessions.open()) {
      return step.run(session);
    } catch (SQLException e) {
      throw SnowflakeErrors.translate(e, doing);
    }
  }

  @Override
  public int install(String workerRole) {
    return with(
        "preparing the ledger in " + ledger.database(), session -> install(session, workerRole));
  }

  private int install(SnowflakeSession session, String workerRole) throws SQLException {
    int found = installedVersion(session);
    if (found > LedgerSchema.VERSION) {
      throw new DmwException(
          LedgerErrorCode.LEDGER_NEWER,
          "The ledger in "
              + ledger.qualify(LedgerSchema.VERSION_TABLE)
              + " has version "
              + found
              + "; this operator knows up to "
              + LedgerSchema.VERSION
              + ".",
          "Nothing was changed. Run the operator's newer release, or name another metadata database.");
    }
    if (found < LedgerSchema.VERSION) {
      for (String statement : LedgerSchema.statements(ledger)) {
        create(session, statement);
      }
      session.update(
          "INSERT INTO " + ledger.qualify(LedgerSchema.VERSION_TABLE) + " (\"VERSION\") VALUES (?)",
          LedgerSchema.VERSION);
    }
    if (workerRole != null) {
      for (String grant : LedgerSchema.workerGrants(ledger, workerRole)) {
        grant(session, grant, workerRole);
      }
    }
    return LedgerSchema.VERSION;
  }

  private int installedVersion(SnowflakeSession session) throws SQLException {
    try {
      List<Integer> versions =
          session.query(
              "SELECT COALESCE(MAX(\"VERSION\"), 0) AS FOUND FROM "
                  + ledger.qualify(LedgerSchema.VERSION_TABLE),
              row -> row.getInt("FOUND"));
      return versions.get(0);
    } catch (SQLException e) {
      if (SnowflakeErrors.isObjectMissing(e)) {
        return 0;
      }
      throw e;
    }
  }

  private void create(SnowflakeSession session, String statement) throws SQLException {
    try {
      session.execute(statement);
    } catch (SQLException e) {
      if (SnowflakeErrors.isPrivilegeMissing(e) || SnowflakeErrors.isObjectMissing(e)) {
        throw new DmwException(
            LedgerErrorCode.MISSING_PRIVILEGE,
            "The operator's role may not create the ledger in "
                + ledger.database()
                + " ("
                + SnowflakeErrors.oneLine(e)
                + ").",
            "It is tried again every minute. Have an administrator run: "
                + LedgerSchema.operatorGrants(ledger, operatorRole),
            e);
      }
      throw e;
    }
  }

  private void grant(SnowflakeSession session, String statement, String workerRole)
      throws SQLException {
    try {
      session.execute(statement);
    } catch (SQLException e) {
      if (SnowflakeErrors.isPrivilegeMissing(e) || SnowflakeErrors.isObjectMissing(e)) {
        throw new DmwException(
            LedgerErrorCode.MISSING_PRIVILEGE,
            "The workers' role "
                + workerRole
                + " could not be granted what it needs ("
                + SnowflakeErrors.oneLine(e)
                + ").",
            "It is tried again every minute. Create the role if it is missing, or have an administrator run: "
                + statement
                + ";",
            e);
      }
      throw e;
    }
  }

  private record Owner(long epoch, String holder, Instant tickedAt, Instant now) {}

  @Override
  public long takeOwnership(String holder) {
    return with(
        "taking the ledger over",
        session -> session.inTransaction(() -> takeOwnership(session, holder)));
  }

  private long takeOwnership(SnowflakeSession session, String holder) throws SQLException {
    String table = ledger.qualify(LedgerSchema.OWNER_TABLE);
    // Serializes with every other owner: whoever waits here sees what the one before wrote.
    session.update(
        "MERGE INTO "
            + table
            + " o USING (SELECT 1 AS ID) s ON o.\"ID\" = s.ID WHEN MATCHED THEN UPDATE SET \"ID\" = 1 "
            + "WHEN NOT MATCHED THEN INSERT (\"ID\", \"EPOCH\", \"HOLDER\", \"TICKED_AT\") VALUES (1, 0, NULL, NULL)");
    List<Owner> owners =
        session.query(
            "SELECT MAX(\"EPOCH\") AS EPOCH, MAX(\"HOLDER\") AS HOLDER, MAX(\"TICKED_AT\") AS TICKED_AT, CURRENT_TIMESTAMP() AS NOW FROM "
                + table,
            row ->
                new Owner(
                    row.getLong("EPOCH"),
                    row.getString("HOLDER"),
                    LedgerRows.instant(row, "TICKED_AT"),
                    LedgerRows.instant(row, "NOW")));
    Owner owner = owners.get(0);
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
    long epoch = owner.epoch() + 1;
    session.update(
        "UPDATE "
            + table
            + " SET \"EPOCH\" = ?, \"HOLDER\" = ?, \"TICKED_AT\" = CURRENT_TIMESTAMP() WHERE \"ID\" = 1",
        epoch,
        holder);
    session.update(
        "UPDATE "
            + ledger.table(LedgerTable.LOAD)
            + " SET \"EPOCH\" = ?, \"ATTEMPT\" = \"ATTEMPT\" + 1 WHERE \"STATE\" = 'SUBMITTED'",
        epoch);
    return epoch;
  }

  @Override
  public LedgerContents read(Collection<String> workflowIds) {
    return with("reading the ledger", session -> reader.workflows(session, workflowIds));
  }

  @Override
  public LedgerContents readTables(Collection<String> tableIds) {
    return with("reading tables that failed", session -> reader.tables(session, tableIds));
  }

  @Override
  public Mail readMailbox(int limit) {
    return with("reading the mailbox", session -> mailbox.read(session, limit));
  }

  @Override
  public Instant now() {
    return with(
        "asking for the time",
        session ->
            session
                .query("SELECT CURRENT_TIMESTAMP() AS NOW", row -> LedgerRows.instant(row, "NOW"))
                .get(0));
  }

  @Override
  public void commit(long epoch, LedgerChanges changes) {
    with(
        "committing a tick",
        session ->
            session.inTransaction(
                () -> {
                  guard(session, epoch);
                  changeWriter.write(session, changes);
                  return null;
                }));
  }

  private void guard(SnowflakeSession session, long epoch) throws SQLException {
    int held =
        session.update(
            "UPDATE "
                + ledger.qualify(LedgerSchema.OWNER_TABLE)
                + " SET \"TICKED_AT\" = CURRENT_TIMESTAMP() WHERE \"EPOCH\" = ?",
            epoch);
    if (held == 0) {
      throw new DmwException(
          LedgerErrorCode.LEDGER_LOST,
          "Another leader has taken the ledger over (epoch " + epoch + " is past).",
          "Nothing was changed. This operator starts anew and waits until it is the leader.");
    }
  }
}
