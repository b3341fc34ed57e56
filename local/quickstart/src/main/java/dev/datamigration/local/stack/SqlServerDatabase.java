package dev.datamigration.local.stack;

import dev.datamigration.local.quickstart.comparison.SourceTexts;
import dev.datamigration.local.quickstart.comparison.SqlServerTexts;
import dev.datamigration.local.source.DatabaseUser;
import dev.datamigration.local.source.SqlServerOddities;
import dev.datamigration.local.source.SqlServerTpch;
import dev.datamigration.local.sqlserver.SqlServerStandIn;
import dev.datamigration.local.sqlserver.SqlServerUser;
import dev.datamigration.local.sqlserver.StandInOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The stand-in for SQL Server, in this virtual machine, with its rows in files. It checks passwords
 * but no rights: its reader could write, too.
 */
public final class SqlServerDatabase implements SourceDatabase {
  private static final String DATABASE = "shop";
  private static final int PAGE_BYTES = 8_192;

  private final SqlServerStandIn server;
  private final SqlServerUser owner;
  private final DatabaseUser reader;

  private SqlServerDatabase(SqlServerStandIn server, SqlServerUser owner, DatabaseUser reader) {
    this.server = server;
    this.owner = owner;
    this.reader = reader;
  }

  /** Starts a server with its rows below a directory. */
  static SqlServerDatabase start(Path directory) {
    SqlServerUser owner = user(DatabaseUser.withRandomPassword("shop_owner"));
    DatabaseUser reader = DatabaseUser.withRandomPassword("migration_reader");
    try {
      Path rows = Files.createDirectories(directory.resolve("rows"));
      SqlServerStandIn server =
          SqlServerStandIn.start(
              new StandInOptions(List.of(DATABASE), List.of(owner, user(reader)), true, rows));
      return new SqlServerDatabase(server, owner, reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SqlServerUser user(DatabaseUser user) {
    return new SqlServerUser(user.name(), user.password());
  }

  @Override
  public SourcePlatform platform() {
    return SourcePlatform.SQLSERVER;
  }

  @Override
  public String host() {
    return server.host();
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public String database() {
    return DATABASE;
  }

  /** The stand-in has no TLS. */
  @Override
  public Map<String, String> connectionOptions() {
    return Map.of("encrypt", "false");
  }

  @Override
  public DatabaseUser reader() {
    return reader;
  }

  @Override
  public String jdbcUrl() {
    return server.jdbcUrl();
  }

  @Override
  public Connection connect() throws SQLException {
    return server.connect(owner);
  }

  @Override
  public SourceTexts texts() {
    return new SqlServerTexts();
  }

  @Override
  public void loadTpch(String table, double scale) throws SQLException {
    try (Connection connection = connect()) {
      SqlServerTpch.load(server, connection, platform().defaultSchema(), table, scale);
    }
  }

  @Override
  public void loadOddities(double scale) throws SQLException {
    try (Connection connection = connect()) {
      SqlServerOddities.load(server, connection, scale);
    }
  }

  /** By the stand-in's pages, for which it takes a row for 100 bytes. */
  @Override
  public long tableBytes(String table) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT SUM(used_page_count) FROM sys.dm_db_partition_stats"
                    + " WHERE object_id = OBJECT_ID(?) AND index_id < 2")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) * PAGE_BYTES;
      }
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
