package dev.datamigration.operator.engine.loop;

import dev.datamigration.ledger.connection.QueryTag;
import dev.datamigration.ledger.connection.SnowflakeSessions;
import dev.datamigration.ledger.load.JdbcStagedFiles;
import dev.datamigration.ledger.load.JdbcTargetLoads;
import dev.datamigration.ledger.load.StagedFiles;
import dev.datamigration.ledger.load.TargetLoads;
import dev.datamigration.ledger.sync.JdbcSyncStates;
import dev.datamigration.ledger.sync.SyncStates;
import dev.datamigration.ledger.target.JdbcTargetTables;
import dev.datamigration.ledger.target.TargetTables;
import dev.datamigration.ledger.writer.JdbcLedger;
import dev.datamigration.ledger.writer.Ledger;
import dev.datamigration.operator.engine.api.SnowflakeIntent;

/** Access over JDBC: sessions are opened as they are needed and closed when idle. */
public final class JdbcLedgerAccess implements LedgerAccess {
  private final SnowflakeSessions sessions;
  private final Ledger ledger;
  private final TargetTables targets;
  private final TargetLoads loads;
  private final SyncStates syncStates;
  private final StagedFiles stage;

  /**
   * @param concurrency effects at the same time; one session more is for the ledger
   * @param version of the operator, for the query tag
   */
  public JdbcLedgerAccess(SnowflakeIntent intent, int concurrency, String version) {
    this(
        intent,
        new SnowflakeSessions(intent.login(), concurrency + 1, QueryTag.of("operator", version)));
  }

  /**
   * As the other constructor.
   *
   * @param sessions of the intent's login; closed with this
   */
  public JdbcLedgerAccess(SnowflakeIntent intent, SnowflakeSessions sessions) {
    this.sessions = sessions;
    this.ledger = new JdbcLedger(sessions, intent.ledger(), intent.login().role());
    this.targets = new JdbcTargetTables(sessions, intent.ledger());
    this.loads = new JdbcTargetLoads(sessions, intent.ledger());
    this.syncStates = new JdbcSyncStates(sessions, intent.ledger());
    this.stage = new JdbcStagedFiles(sessions, intent.ledger());
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public TargetTables targets() {
    return targets;
  }

  @Override
  public TargetLoads loads() {
    return loads;
  }

  @Override
  public SyncStates syncStates() {
    return syncStates;
  }

  @Override
  public StagedFiles stage() {
    return stage;
  }

  @Override
  public void close() {
    sessions.close();
  }
}
