package dev.datamigration.local.stack;

import dev.datamigration.local.cluster.process.ChildProcesses;
import dev.datamigration.local.cluster.process.EndSignal;
import dev.datamigration.local.source.DatabaseUser;
import dev.datamigration.local.source.PostgresSource;
import dev.datamigration.local.source.RedshiftCatalog;
import dev.datamigration.local.source.RedshiftFront;
import dev.datamigration.local.stack.StackOptions.SourcePlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The source of migrations: a real PostgreSQL, on demand behind a front for Redshift's driver. */
public final class SourceDatabase implements AutoCloseable {
  private final ChildProcesses processes;
  private final PostgresSource server;
  private final Optional<RedshiftFront> front;
  private final SourcePlatform platform;

  private SourceDatabase(
      ChildProcesses processes,
      PostgresSource server,
      Optional<RedshiftFront> front,
      SourcePlatform platform) {
    this.processes = processes;
    this.server = server;
    this.front = front;
    this.platform = platform;
  }

  static SourceDatabase start(
      ChildProcesses processes, Path directory, Path programs, SourcePlatform platform)
      throws SQLException {
    PostgresSource server = PostgresSource.start(directory.resolve("data"), programs);
    processes.adopt(server.processId(), EndSignal.QUIT);
    if (platform == SourcePlatform.POSTGRESQL) {
      return new SourceDatabase(processes, server, Optional.empty(), platform);
    }
    try (Connection connection = server.connect(server.owner())) {
      RedshiftCatalog.create(connection);
    }
    RedshiftFront front = RedshiftFront.start(server.host(), server.port());
    return new SourceDatabase(processes, server, Optional.of(front), platform);
  }

  public SourcePlatform platform() {
    return platform;
  }

  public String host() {
    return server.host();
  }

  /** The port that migrations connect to. */
  public int port() {
    return front.map(RedshiftFront::port).orElse(server.port());
  }

  public String database() {
    return PostgresSource.DATABASE;
  }

  /** The user that migrations log in as: may read every table and nothing else. */
  public DatabaseUser reader() {
    return platform == SourcePlatform.POSTGRESQL ? server.reader() : server.redshiftReader();
  }

  /** PostgreSQL's own address, whatever the platform. */
  public String jdbcUrl() {
    return server.jdbcUrl();
  }

  /** A new connection of the PostgreSQL driver as the tables' owner. */
  public Connection connect() throws SQLException {
    return server.connect(server.owner());
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
