package dev.datamigration.local.stack;

import dev.datamigration.local.cluster.process.ChildProcesses;
import dev.datamigration.local.cluster.process.EndSignal;
import dev.datamigration.local.quickstart.comparison.PostgresTexts;
import dev.datamigration.local.quickstart.comparison.SourceTexts;
import dev.datamigration.local.source.DatabaseUser;
import dev.datamigration.local.source.OdditiesTables;
import dev.datamigration.local.source.PostgresSource;
import dev.datamigration.local.source.RedshiftCatalog;
import dev.datamigration.local.source.RedshiftFront;
import dev.datamigration.local.source.TpchTables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A real PostgreSQL, on demand behind a front for Redshift's driver. */
public final class PostgresDatabase implements SourceDatabase {
  private final ChildProcesses processes;
  private final PostgresSource server;
  private final Optional<RedshiftFront> front;

  private PostgresDatabase(
      ChildProcesses processes, PostgresSource server, Optional<RedshiftFront> front) {
    this.processes = processes;
    this.server = server;
    this.front = front;
  }

  /** Starts a server with its data below a directory. */
  static PostgresDatabase start(ChildProcesses processes, Path directory, Path programs) {
    PostgresSource server = PostgresSource.start(directory.resolve("data"), programs);
    processes.adopt(server.processId(), EndSignal.QUIT);
    return new PostgresDatabase(processes, server, Optional.empty());
  }

  /** As {@link #start}, with the front and Redshift's catalogue. */
  static PostgresDatabase startWithFront(ChildProcesses processes, Path directory, Path programs)
      throws SQLException {
    PostgresDatabase plain = start(processes, directory, programs);
    try (Connection connection = plain.connect()) {
      RedshiftCatalog.create(connection);
    }
    RedshiftFront front = RedshiftFront.start(plain.server.host(), plain.server.port());
    return new PostgresDatabase(processes, plain.server, Optional.of(front));
  }

  @Override
  public SourcePlatform platform() {
    return front.isPresent() ? SourcePlatform.REDSHIFT : SourcePlatform.POSTGRESQL;
  }

  @Override
  public String host() {
    return server.host();
  }

  @Override
  public int port() {
    return front.map(RedshiftFront::port).orElse(server.port());
  }

  @Override
  public String database() {
    return PostgresSource.DATABASE;
  }

  /** The front has no TLS. */
  @Override
  public Map<String, String> connectionOptions() {
    return front.isPresent() ? Map.of("ssl", "false") : Map.of();
  }

  /** May read every table and nothing else. */
  @Override
  public DatabaseUser reader() {
    return front.isPresent() ? server.redshiftReader() : server.reader();
  }

  /** PostgreSQL's own address, front or not. */
  @Override
  public String jdbcUrl() {
    return server.jdbcUrl();
  }

  @Override
  public Connection connect() throws SQLException {
    return server.connect(server.owner());
  }

  @Override
  public SourceTexts texts() {
    return new PostgresTexts();
  }

  @Override
  public void loadTpch(String table, double scale) throws SQLException {
    try (Connection connection = connect()) {
      TpchTables.load(connection, platform().defaultSchema(), table, scale);
    }
  }

  @Override
  public void loadOddities(double scale) throws SQLException {
    try (Connection connection = connect()) {
      OdditiesTables.load(connection);
    }
  }

  @Override
  public long tableBytes(String table) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement statement =
            connection.prepareStatement("SELECT pg_table_size(?::regclass)")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Stops the server at once, as a crash does, and starts it; returns when it answers. */
  public void restart() throws IOException, InterruptedException {
    server.restart();
    processes.adopt(server.processId(), EndSignal.QUIT);
  }

  @Override
  public void close() {
    front.ifPresent(RedshiftFront::close);
    server.close();
  }
}
