package dev.datamigration.worker.source.testing;

import dev.datamigration.worker.source.SourceSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A real PostgreSQL server, one for all tests of a virtual machine, ended with the last of them.
 * Tests ask for it as a parameter and keep to schemas of their own.
 */
public final class PostgresServer implements ParameterResolver {
  private static final String DATABASE = "postgres";

  /** The running server. */
  public static final class Running implements AutoCloseable {
    private final EmbeddedPostgres server;

    Running() {
      try {
        server =
            EmbeddedPostgres.builder()
                .setLocaleConfig("encoding", "UTF8")
                .setLocaleConfig("locale", "C")
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("unix_socket_directories", "")
                .start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public int port() {
      return server.getPort();
    }

    public Connection connect() throws SQLException {
      return server.getPostgresDatabase().getConnection();
    }

    /** Runs a script as the superuser. */
    public void execute(String sql) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    /** The first column of a query's rows. */
    public List<String> texts(String sql) {
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute("SET TimeZone = 'UTC'");
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
          while (rows.next()) {
            texts.add(rows.getString(1));
          }
        }
        return texts;
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    /** Makes an empty schema. */
    public void schema(String name) {
      execute("DROP SCHEMA IF EXISTS " + name + " CASCADE; CREATE SCHEMA " + name);
    }

    public SourceSettings settings(String user) {
      return settings(user, Map.of());
    }

    public SourceSettings settings(String user, Map<String, String> options) {
      return new SourceSettings(
          "postgresql",
          "127.0.0.1",
          port(),
          DATABASE,
          "standard",
          () -> Map.of("username", user, "password", "none is asked for"),
          options);
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(PostgresServer.class))
        .getOrComputeIfAbsent(Running.class, key -> new Running(), Running.class);
  }
}
