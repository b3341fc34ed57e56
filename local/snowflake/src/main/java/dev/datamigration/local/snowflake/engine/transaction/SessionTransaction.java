package dev.datamigration.local.snowflake.engine.transaction;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A session's transaction as Snowflake has it, over DuckDB's, which sees the data as they were at
 * its first statement and fails at once when another transaction has changed the same row.
 *
 * <p>A statement that changes rows waits for its table's lock first. If what it reads was changed
 * by a commit after the DuckDB transaction had begun, that one is rolled back and its statements
 * are run again in a new one: so a statement sees what was committed before it, as with Snowflake's
 * READ COMMITTED. A transaction with a COPY in it is spared this while the rows that the statement
 * would change are the same as ever. DuckDB's own conflicts are not enough to tell: it sees none
 * between two transactions that change different columns of a row.
 *
 * <p>Used by its session's thread; {@link #cancel} may be called from others.
 */
public final class SessionTransaction implements TableLocks.Owner {
  private static final int MAX_ATTEMPTS = 20;

  private final SessionConnection connection;
  private final TableLocks locks;
  private final CommitHistory history;
  private final BooleanSupplier autocommit;
  private final Supplier<SessionConnection> outside;
  private final List<Done> done = new ArrayList<>();
  private volatile boolean open;
  private volatile long id;
  private boolean begun;
  private boolean failed;
  private long snapshot;
  private volatile boolean cancelled;

  private record Done(TableChange change, List<Long> counts) {}

  /**
   * A transaction that is not open.
   *
   * @param autocommit whether a statement outside a transaction is one of its own
   * @param outside opens a connection that sees what is committed
   */
  public SessionTransaction(
      SessionConnection connection,
      TableLocks locks,
      CommitHistory history,
      BooleanSupplier autocommit,
      Supplier<SessionConnection> outside) {
    this.connection = connection;
    this.locks = locks;
    this.history = history;
    this.autocommit = autocommit;
    this.outside = outside;
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  /** Lets the statement that runs now fail. */
  public void cancel() {
    cancelled = true;
    locks.wake(this);
    connection.cancel();
  }

  /** Forgets a cancellation that came too late for the statement before. */
  public void startStatement() {
    cancelled = false;
  }

  /** Whether others wait for a lock that it holds. */
  public boolean blocksOthers() {
    return locks.blocksOthers(this);
  }

  public boolean isOpen() {
    return open;
  }

  /** The id of the open transaction, or of the last one. */
  public long id() {
    return id;
  }

  /** What it holds and waits for; may be called from any thread. */
  public List<TableLocks.LockEntry> locks() {
    return locks.of(this);
  }

  /** Whether nothing but ROLLBACK is taken. */
  public boolean isFailed() {
    return failed;
  }

  /** Opens a transaction; nothing if one is open. */
  public void begin() {
    if (!open) {
      id = history.nextTransaction();
      open = true;
    }
  }

  /** Ends the transaction for good, if one is open. */
  public void commit() throws SQLException {
    if (failed) {
      throw SqlErrors.transactionFailed();
    }
    if (begun) {
      for (int attempt = 1; !committed(attempt); attempt++) {
        refresh();
      }
      begun = false;
      history.committed(written(false), written(true));
    }
    end();
  }

  private Set<Long> written(boolean rowsChanged) {
    return done.stream()
        .map(Done::change)
        .filter(change -> change.locks() || !rowsChanged)
        .map(TableChange::table)
        .collect(Collectors.toSet());
  }

  private boolean committed(int attempt) throws SQLException {
    try {
      connection.execute("COMMIT");
      return true;
    } catch (SQLException e) {
      if (!DuckDbErrors.isConflict(e) || attempt >= MAX_ATTEMPTS) {
        throw e;
      }
      begun = false;
      return false;
    }
  }

  /** Undoes the transaction, if one is open. */
  public void rollback() throws SQLException {
    rollbackDuckDb();
    end();
  }

  private void end() {
    open = false;
    failed = false;
    done.clear();
    locks.releaseAll(this);
  }

  /** After an error inside a transaction: what it did is undone, its locks stay until ROLLBACK. */
  public void fail() throws SQLException {
    if (open) {
      failed = true;
      rollbackDuckDb();
    }
  }

  private void rollbackDuckDb() throws SQLException {
    if (begun) {
      begun = false;
      connection.execute("ROLLBACK");
    }
  }

  private void beginDuckDb() throws SQLException {
    if (!begun) {
      snapshot = history.newest();
      connection.execute("BEGIN TRANSACTION");
      begun = true;
    }
  }

  private void refresh() throws SQLException {
    rollbackDuckDb();
    beginDuckDb();
    for (Done statement : done) {
      List<Long> counts = statement.change().work().run(connection);
      if (!counts.equals(statement.counts())) {
        throw new SqlError(
            603,
            "XX000",
            "The stand-in had to run the statements of this transaction again, because another one was committed, and one of them did not change the same number of rows of '"
                + statement.change().name()
                + "'. Roll it back and try again.");
      }
    }
  }

  private boolean isHeavy() {
    return done.stream().anyMatch(statement -> statement.change().heavy());
  }

  /** Prepares for a query over the tables: it sees what is committed now. */
  public void beforeRead(Set<Long> tables) throws SQLException {
    openIfWanted();
    if (open) {
      beginDuckDb();
      if (!isHeavy() && history.writtenSince(snapshot, tables)) {
        refresh();
      }
    }
  }

  private void openIfWanted() {
    if (failed) {
      throw SqlErrors.transactionFailed();
    }
    if (!autocommit.getAsBoolean()) {
      begin();
    }
  }

  /** Runs a change in the open transaction or in one of its own. */
  public List<Long> write(TableChange change) throws SQLException {
    openIfWanted();
    if (change.locks()) {
      locks.acquire(this, change.table(), change.name());
    }
    if (open) {
      return writeInside(change);
    }
    try {
      return writeAlone(change);
    } finally {
      locks.releaseAll(this);
    }
  }

  private List<Long> writeInside(TableChange change) throws SQLException {
    beginDuckDb();
    if (isOld(change)) {
      refresh();
    }
    for (int attempt = 1; ; attempt++) {
      try {
        List<Long> counts = change.work().run(connection);
        boolean nothing = counts.stream().allMatch(count -> count == 0);
        if (!nothing || !history.writtenSince(snapshot, change.reads())) {
          done.add(new Done(change, counts));
          return counts;
        }
        refresh();
      } catch (SQLException e) {
        retry(e, attempt);
        refresh();
      }
    }
  }

  /** Whether the change would work on rows that are no longer what the transaction sees. */
  private boolean isOld(TableChange change) throws SQLException {
    if (!isHeavy()) {
      return history.writtenSince(snapshot, change.reads());
    }
    if (!history.rowsChangedSince(snapshot, change.reads())) {
      return false;
    }
    if (change.probe() == null) {
      return true;
    }
    try (SessionConnection newest = outside.get()) {
      return !probe(newest, change.probe()).equals(probe(connection, change.probe()));
    }
  }

  private static List<String> probe(SessionConnection at, TableChange.Probe probe)
      throws SQLException {
    return at.query(
        probe.sql(),
        probe.parameters(),
        rows -> {
          rows.next();
          List<String> cells = new ArrayList<>();
          for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            cells.add(rows.getString(i));
          }
          return cells;
        });
  }

  private List<Long> writeAlone(TableChange change) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        beginDuckDb();
        List<Long> counts = change.work().run(connection);
        connection.execute("COMMIT");
        begun = false;
        Set<Long> written = Set.of(change.table());
        history.committed(written, change.locks() ? written : Set.of());
        return counts;
      } catch (SQLException e) {
        rollbackQuietly(e);
        retry(e, attempt);
      } catch (RuntimeException e) {
        rollbackQuietly(e);
        throw e;
      }
    }
  }

  private void retry(SQLException e, int attempt) throws SQLException {
    if (cancelled) {
      throw SqlErrors.cancelled();
    }
    if (!DuckDbErrors.isConflict(e) || attempt >= MAX_ATTEMPTS) {
      throw e;
    }
  }

  private void rollbackQuietly(Exception cause) {
    try {
      rollbackDuckDb();
    } catch (SQLException e) {
      begun = false;
      cause.addSuppressed(e);
    }
  }

  /** Takes a table's lock for DDL, outside a transaction; {@link #afterDdl} gives it back. */
  public void lockForDdl(long table, String name) {
    locks.acquire(this, table, name);
  }

  /** Gives the locks of a DDL statement back and records what it changed. */
  public void afterDdl(Set<Long> tables) {
    history.committed(tables, tables);
    locks.releaseAll(this);
  }
}
