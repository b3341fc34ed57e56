package dev.datamigration.bench.types;

import dev.datamigration.local.source.DatabaseUser;
import dev.datamigration.local.source.PostgresSource;
import dev.datamigration.local.source.RedshiftCatalog;
import dev.datamigration.local.source.RedshiftFront;
import dev.datamigration.worker.source.SourcePlatform;
import dev.datamigration.worker.source.SourceSettings;
import dev.datamigration.worker.source.postgresql.PostgresqlPlatform;
import dev.datamigration.worker.source.redshift.RedshiftPlatform;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** A real PostgreSQL server, read by its own driver or, through a front, by Redshift's. */
record PostgresTypedSource(
    PostgresSource server,
    SourcePlatform platform,
    SourceSettings settings,
    Optional<RedshiftFront> front)
    implements TypedSource {
  static PostgresTypedSource postgresql(PostgresSource server) {
    return new PostgresTypedSource(
        server,
        new PostgresqlPlatform(),
        settings("postgresql", server.host(), server.port(), server.reader(), Map.of()),
        Optional.empty());
  }

  /** The front and Redshift's views over PostgreSQL's catalogue. */
  static PostgresTypedSource redshift(PostgresSource server) throws SQLException {
    try (Connection connection = server.connect(server.owner())) {
      RedshiftCatalog.create(connection);
    }
    RedshiftFront front = RedshiftFront.start(server.host(), server.port());
    return new PostgresTypedSource(
        server,
        new RedshiftPlatform(),
        settings(
            "redshift",
            front.host(),
            front.port(),
            server.redshiftReader(),
            Map.of("ssl", "false")),
        Optional.of(front));
  }

  private static SourceSettings settings(
      String platform, String host, int port, DatabaseUser user, Map<String, String> options) {
    return new SourceSettings(
        platform,
        host,
        port,
        PostgresSource.DATABASE,
        "standard",
        () -> Map.of("username", user.name(), "password", user.password()),
        options);
  }

  @Override
  public String database() {
    return PostgresSource.DATABASE;
  }

  @Override
  public String schema() {
    return "public";
  }

  @Override
  public Connection owner() throws SQLException {
    return server.connect(server.owner());
  }

  /** Data exceptions, invalid texts among them, and a domain's CHECK. */
  @Override
  public boolean isValueRefused(SQLException error) {
    return error.getSQLState().startsWith("22") || error.getSQLState().equals("23514");
  }

  @Override
  public void close() {
    front.ifPresent(RedshiftFront::close);
    server.close();
  }
}
