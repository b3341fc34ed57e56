package dev.datamigration.worker.source.postgresql;

import dev.datamigration.model.config.Platform;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.SourcePlatform;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.jdbc.JdbcSource;

/** PostgreSQL 12 and newer. */
public final class PostgresqlPlatform implements SourcePlatform {
  @Override
  public String word() {
    return Platform.POSTGRESQL.word();
  }

  @Override
  public Source open(SourceSettings settings) {
    return new JdbcSource(new PostgresqlSessions(settings), new PostgresqlDialect());
  }
}
