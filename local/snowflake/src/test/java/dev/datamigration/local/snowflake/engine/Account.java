package dev.datamigration.local.snowflake.engine;

import dev.datamigration.local.snowflake.engine.statement.DuckDbSqlEngine;
import dev.datamigration.local.snowflake.stage.DirectoryStageArea;
import dev.datamigration.local.snowflake.stage.DirectoryStageStatements;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** An account in a directory, with a database {@code D} for tests. */
public final class Account implements AutoCloseable {
  public final DuckDbSqlEngine engine;
  public final DirectoryStageArea stages;

  public Account(Path directory) {
    this(directory, Clock.systemUTC());
  }

  public Account(Path directory, Clock clock) {
    stages = new DirectoryStageArea(directory.resolve("stages"));
    engine =
        new DuckDbSqlEngine(
            directory.resolve("engine"),
            stages,
            new DirectoryStageStatements(stages),
            clock,
            Map.of("POOR", Set.of("CREATE DATABASE", "INSERT")));
    try (Session session = session()) {
      session.run("CREATE DATABASE IF NOT EXISTS D");
    }
  }

  /** A session in {@code D.PUBLIC} whose time zone is UTC. */
  public Session session() {
    Session session =
        new Session(engine.open(new SessionIdentity("ME", "SYSADMIN", "WH", "D", "PUBLIC")));
    session.run("ALTER SESSION SET TIMEZONE = 'UTC'");
    return session;
  }

  @Override
  public void close() {
    engine.close();
  }
}
