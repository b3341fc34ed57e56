package dev.datamigration.operator.engine.loop;

import dev.datamigration.ledger.load.StagedFiles;
import dev.datamigration.ledger.load.TargetLoads;
import dev.datamigration.ledger.sync.SyncStates;
import dev.datamigration.ledger.target.TargetTables;
import dev.datamigration.ledger.writer.Ledger;
import dev.datamigration.operator.engine.api.SnowflakeIntent;

/** Everything the engine does in one Snowflake account. */
public interface LedgerAccess extends AutoCloseable {
  /** The ledger; used by the loop's thread only. */
  Ledger ledger();

  /** The target tables. */
  TargetTables targets();

  /** The loads. */
  TargetLoads loads();

  /** What runs leave to the next ones. */
  SyncStates syncStates();

  /** The stage. */
  StagedFiles stage();

  /** Closes every session. */
  @Override
  void close();

  /** Opens access without any I/O; the first use logs in. */
  @FunctionalInterface
  interface Factory {
    /** Access for a connection. */
    LedgerAccess open(SnowflakeIntent intent);
  }
}
