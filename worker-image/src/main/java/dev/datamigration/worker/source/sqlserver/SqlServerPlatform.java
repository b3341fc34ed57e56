package dev.datamigration.worker.source.sqlserver;

import dev.datamigration.model.config.Platform;
import dev.datamigration.worker.source.Source;
import dev.datamigration.worker.source.SourcePlatform;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.jdbc.JdbcSource;

/** SQL Server 2016 SP1 and later, Azure SQL Database and Managed Instance. */
public final class SqlServerPlatform implements SourcePlatform {
  @Override
  public String word() {
    return Platform.SQLSERVER.word();
  }

  @Override
  public Source open(SourceSettings settings) {
    return new JdbcSource(new SqlServerSessions(settings), new SqlServerDialect());
  }
}
