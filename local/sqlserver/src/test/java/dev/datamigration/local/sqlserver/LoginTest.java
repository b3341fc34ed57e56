package dev.datamigration.local.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets in, and where. */
class LoginTest {
  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aWrongPasswordIsError18456() {
    SqlServerUser wrong = new SqlServerUser("reader", "guess");
    SQLException e =
        catchThrowableOfType(SQLException.class, () -> server.standIn.connect(wrong).close());
    assertThat(e.getErrorCode()).isEqualTo(18456);
    assertThat(e.getMessage()).contains("Login failed for user 'reader'");
  }

  @Test
  void anUnknownDatabaseIsError4060() {
    String url = server.standIn.jdbcUrl().replace("{shop}", "{nowhere}");
    SQLException e =
        catchThrowableOfType(
            SQLException.class,
            () ->
                DriverManager.getConnection(
                        url, Server.READER.name(), Server.READER.password())
                    .close());
    assertThat(e.getErrorCode()).isEqualTo(4060);
  }

  @Test
  void aSessionIsSeenAsLongAsItIsOpen() throws SQLException {
    try (Connection connection =
        server.standIn.connect(Server.READER, Map.of("applicationName", "seen"))) {
      assertThat(Server.value(connection, "DB_NAME()")).isEqualTo("shop");
      assertThat(connection.getCatalog()).isEqualTo("shop");
      assertThat(connection.isValid(5)).isTrue();
      assertThat(server.standIn.sessions()).extracting(SessionInfo::application).contains("seen");
    }
    Awaitility.await()
        .until(
            () ->
                server.standIn.sessions().stream()
                    .noneMatch(each -> each.application().equals("seen")));
  }

  @Test
  void theCurrentDatabaseCanBeChanged() throws SQLException {
    try (Connection connection = server.connect()) {
      connection.setCatalog("master");
      assertThat(Server.value(connection, "DB_NAME()")).isEqualTo("master");
      assertThat(connection.getCatalog()).isEqualTo("master");
    }
  }

  @Test
  void twoServersShareNothing() throws SQLException {
    try (Server other = new Server();
        Connection here = server.connect();
        Connection there = other.connect()) {
      Server.run(here, "CREATE TABLE only_here (a int)");
      assertThat(Server.value(there, "OBJECT_ID('only_here')")).isEqualTo("null");
      assertThat(Server.value(here, "OBJECT_ID('dbo.ONLY_HERE', 'U')")).isNotEqualTo("null");
    }
  }
}
