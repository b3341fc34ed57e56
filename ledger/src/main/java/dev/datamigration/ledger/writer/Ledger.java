package dev.datamigration.ledger.writer;

import java.time.Instant;
import java.util.Collection;

/**
 * The ledger in the hands of its single writer. Every method may throw {@link
 * dev.datamigration.model.error.DmwException}; after one the caller does not know what the ledger
 * holds and reads it again. Not for use by several threads at once.
 */
public interface Ledger {
  /**
   * Creates what is missing and upgrades what is older; harmless when two do it at once.
   *
   * @param workerRole granted what workers need; null: workers use the operator's own role
   * @return the schema's version
   */
  int install(String workerRole);

  /**
   * Becomes the only one whose commits count, and takes over every open load, so that a former
   * owner can neither tick nor finish a load.
   *
   * @param holder names this operator installation; the same after a restart
   * @return the epoch to commit with
   * @throws dev.datamigration.model.error.DmwException {@code LEDGER_OWNED} while another
   *     installation is at work on it
   */
  long takeOwnership(String holder);

  /** What the ledger holds of the workflows with these ids; unknown ids are left out. */
  LedgerContents read(Collection<String> workflowIds);

  /**
   * What the ledger holds of these tables, at their end or not; no workflows. For tables that are
   * to be tried again.
   */
  LedgerContents readTables(Collection<String> tableIds);

  /**
   * What lies in the mailbox; nothing is removed.
   *
   * @param limit letters at most
   * @throws dev.datamigration.model.error.DmwException {@code TRANSACTION_ABORTED} if what this
   *     object committed last is not the last that was committed
   */
  Mail readMailbox(int limit);

  /** Snowflake's clock. */
  Instant now();

  /**
   * Commits the changes and removes the consumed events, all or nothing, if {@code epoch} is still
   * the ledger's.
   *
   * @throws dev.datamigration.model.error.DmwException {@code LEDGER_LOST} if it is not: another
   *     leader is at work
   */
  void commit(long epoch, LedgerChanges changes);
}
