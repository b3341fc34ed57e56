package dev.datamigration.worker.source.testing;

import dev.datamigration.local.sqlserver.SqlServerStandIn;
import dev.datamigration.local.sqlserver.SqlServerUser;
import dev.datamigration.local.sqlserver.StandInOptions;
import dev.datamigration.model.config.SourceTable;
import dev.datamigration.model.config.TableConfiguration;
import dev.datamigration.model.config.TableConfigurationBuilder;
import dev.datamigration.model.config.TargetTable;
import dev.datamigration.worker.source.SourceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A stand-in for SQL Server with one database and one user. */
public final class SqlServerStart implements AutoCloseable {
  public static final String PASSWORD = "s3cret;";

  private static final String DATABASE = "erp";
  private static final SqlServerUser READER = new SqlServerUser("reader", PASSWORD);

  private final SqlServerStandIn server =
      SqlServerStandIn.start(StandInOptions.inMemory(DATABASE, READER));

  public SourceSettings settings(String password) {
    return new SourceSettings(
        "sqlserver",
        server.host(),
        server.port(),
        DATABASE,
        null,
        () -> Map.of("username", READER.name(), "password", password),
        Map.of("encrypt", "false"));
  }

  public Connection connect() throws SQLException {
    return server.connect(READER);
  }

  public void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** A table of schema dbo. */
  public static TableConfigurationBuilder table(String name) {
    return TableConfiguration.builder()
        .source(new SourceTable(DATABASE, "dbo", name))
        .target(new TargetTable("LAKE", "PUBLIC", "T", null));
  }

  @Override
  public void close() {
    server.close();
  }
}
