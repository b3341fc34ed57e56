package dev.datamigration.bench.types;

import dev.datamigration.local.sqlserver.SqlServerStandIn;
import dev.datamigration.local.sqlserver.SqlServerUser;
import dev.datamigration.local.sqlserver.StandInOptions;
import dev.datamigration.worker.source.SourcePlatform;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.sqlserver.SqlServerPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/** The stand-in for SQL Server. */
record SqlServerTypedSource(SqlServerStandIn server) implements TypedSource {
  private static final SqlServerUser USER = new SqlServerUser("reader", "secret");

  /**
   * Overflows, failed conversions and texts that would be cut
   * (learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors).
   */
  private static final Set<Integer> VALUE_ERRORS =
      Set.of(168, 220, 232, 237, 241, 242, 245, 295, 1007, 2628, 8114, 8115, 8152, 8169);

  static SqlServerTypedSource start() {
    return new SqlServerTypedSource(SqlServerStandIn.start(StandInOptions.inMemory("erp", USER)));
  }

  @Override
  public String database() {
    return "erp";
  }

  @Override
  public String schema() {
    return "dbo";
  }

  @Override
  public Connection owner() throws SQLException {
    return server.connect(USER);
  }

  @Override
  public SourcePlatform platform() {
    return new SqlServerPlatform();
  }

  @Override
  public SourceSettings settings() {
    return new SourceSettings(
        "sqlserver",
        server.host(),
        server.port(),
        "erp",
        null,
        () -> Map.of("username", USER.name(), "password", USER.password()),
        Map.of("encrypt", "false"));
  }

  @Override
  public boolean isValueRefused(SQLException error) {
    return VALUE_ERRORS.contains(error.getErrorCode());
  }

  @Override
  public void close() {
    server.close();
  }
}
