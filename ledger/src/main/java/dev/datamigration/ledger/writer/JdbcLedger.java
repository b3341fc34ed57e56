package dev.datamigration.ledger.writer;

import dev.datamigration.ledger.connection.LedgerLocation;
import dev.datamigration.ledger.connection.SnowflakeSession;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.error.LedgerErrorCode;
import dev.datamigration.ledger.error.SnowflakeErrors;
import dev.datamigration.ledger.schema.LedgerSchema;
import dev.datamigration.model.error.DmwException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The ledger over JDBC. */
public final class JdbcLedger implements Ledger {
  private final SnowflakeSessions sessions;
  private final LedgerLocation ledger;
  private final String operatorRole;
  private final LedgerReader reader;
  private final MailboxReader mailbox;
  private final ChangeWriter changeWriter;
  private final LedgerOwnership ownership;

  /** The last that this object believes to have committed; null before it is the owner. */
  private String lastTick;

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
    this.ownership = new LedgerOwnership(ledger);
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

  private <T> T inTransaction(String doing, Step<T> step) {
    try (SnowflakeSession session = sessions.openForTransactions()) {
      return session.inTransaction(() -> step.run(session));
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

  @Override
  public long takeOwnership(String holder) {
    with("asking who has the ledger", session -> ownership.endFormerTransactions(session, holder));
    String tick = newTick();
    long epoch =
        inTransaction("taking the ledger over", session -> ownership.take(session, holder, tick));
    lastTick = tick;
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
    MailboxReader.Contents contents =
        with("reading the mailbox", session -> mailbox.read(session, limit));
    // COMMIT succeeds as well if Snowflake has aborted the transaction before it.
    if (lastTick != null && !lastTick.equals(contents.tick())) {
      throw new DmwException(
          LedgerErrorCode.TRANSACTION_ABORTED,
          "The last tick of this operator is not in the ledger in "
              + ledger.database()
              + ": another leader has taken it over, or Snowflake aborted the transaction.",
          "Nothing is lost. This operator starts anew from the ledger at once.");
    }
    return contents.mail();
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
    String tick = newTick();
    inTransaction(
        "committing a tick",
        session -> {
          begin(session, epoch, tick);
          changeWriter.write(session, changes);
          end(session, epoch, tick);
          return null;
        });
    lastTick = tick;
  }

  private static String newTick() {
    return UUID.randomUUID().toString();
  }

  private void begin(SnowflakeSession session, long epoch, String tick) throws SQLException {
    long held =
        session.update(
            "UPDATE "
                + ledger.qualify(LedgerSchema.OWNER_TABLE)
                + " SET \"TICKED_AT\" = CURRENT_TIMESTAMP(), \"TICK\" = ? WHERE \"EPOCH\" = ?",
            tick,
            epoch);
    if (held == 0) {
      throw new DmwException(
          LedgerErrorCode.LEDGER_LOST,
          "Another leader has taken the ledger over (epoch " + epoch + " is past).",
          "Nothing was changed. This operator starts anew and waits until it is the leader.");
    }
  }

  /** Finds what {@link #begin} wrote only if everything since is still in one transaction. */
  private void end(SnowflakeSession session, long epoch, String tick) throws SQLException {
    long whole =
        session.update(
            "UPDATE "
                + ledger.qualify(LedgerSchema.OWNER_TABLE)
                + " SET \"TICKED_AT\" = CURRENT_TIMESTAMP() WHERE \"EPOCH\" = ? AND \"TICK\" = ?",
            epoch,
            tick);
    if (whole == 0) {
      throw ownership.transactionAborted();
    }
  }
}
