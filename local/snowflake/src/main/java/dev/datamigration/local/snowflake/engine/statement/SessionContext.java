package dev.datamigration.local.snowflake.engine.statement;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.StatementRequest.Bind;
import dev.datamigration.local.snowflake.engine.catalog.Catalog;
import dev.datamigration.local.snowflake.engine.catalog.CatalogState;
import dev.datamigration.local.snowflake.engine.catalog.Names;
import dev.datamigration.local.snowflake.engine.transaction.SessionConnection;
import dev.datamigration.local.snowflake.engine.transaction.SessionTransaction;
import dev.datamigration.local.snowflake.engine.translate.Translation;
import dev.datamigration.local.snowflake.stage.StageArea;
import java.time.Clock;
import java.util.List;

/** What the statements of one session work with. Belongs to the session's thread. */
final class SessionContext {
  private final EngineContext engine;
  private final SessionConnection connection;
  private final SessionTransaction transaction;
  private final SessionSettings settings;
  private final long sessionId;
  private volatile SessionIdentity identity;

  /**
   * What all sessions share.
   *
   * @param clock what CURRENT_TIMESTAMP reads
   */
  record EngineContext(
      CatalogState catalog,
      StageArea stages,
      Clock clock,
      AccessRules access,
      String account,
      OpenTransactions transactions) {}

  SessionContext(
      EngineContext engine,
      SessionConnection connection,
      SessionTransaction transaction,
      SessionSettings settings,
      long sessionId,
      SessionIdentity identity) {
    this.engine = engine;
    this.connection = connection;
    this.transaction = transaction;
    this.settings = settings;
    this.sessionId = sessionId;
    this.identity = identity;
  }

  SessionConnection connection() {
    return connection;
  }

  SessionTransaction transaction() {
    return transaction;
  }

  SessionSettings settings() {
    return settings;
  }

  CatalogState catalogState() {
    return engine.catalog();
  }

  Catalog catalog() {
    return engine.catalog().current();
  }

  OpenTransactions openTransactions() {
    return engine.transactions();
  }

  StageArea stages() {
    return engine.stages();
  }

  SessionIdentity identity() {
    return identity;
  }

  void become(SessionIdentity other) {
    identity = other;
  }

  /** Names in the newest catalogue. */
  Names names() {
    return new Names(catalog(), identity);
  }

  void check(String privilege, String objectKind, String name) {
    engine.access().check(identity.role(), privilege, objectKind, name);
  }

  /** A translation of one statement, or of one row of its batch. */
  Translation translation(Catalog catalog, List<Bind> binds, int row) {
    return new Translation(
        catalog,
        identity,
        settings.formats(),
        new Translation.SessionFacts(sessionId, engine.account()),
        engine.clock().instant(),
        binds,
        row);
  }
}
