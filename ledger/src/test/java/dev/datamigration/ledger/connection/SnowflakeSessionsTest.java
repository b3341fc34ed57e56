package dev.datamigration.ledger.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamigration.ledger.connection.SnowflakeLogin.Password;
import dev.datamigration.ledger.connection.SnowflakeLogin.ProgrammaticAccessToken;
import dev.datamigration.local.snowflake.fault.Fault;
import dev.datamigration.model.error.DmwException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class SnowflakeSessionsTest {
  private static final LedgerServer SERVER = new LedgerServer();
  private static final QueryTag TAG = new QueryTag("test", "w", "t", "k", "1");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void aWrongTokenIsRefusedWithoutShowingIt() {
    try (SnowflakeSessions wrong = SERVER.sessions("s3cret-but-wrong", "DMW_OPERATOR")) {
      assertThatThrownBy(wrong::open)
          .isInstanceOf(DmwException.class)
          .hasMessageContaining("DMW-201")
          .hasMessageNotContaining("s3cret-but-wrong");
    }
  }

  @Test
  void nobodyThereIsTransient() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    SnowflakeLogin login =
        new SnowflakeLogin(
            "http://127.0.0.1:" + free, "a", null, null, new ProgrammaticAccessToken("t"));
    try (SnowflakeSessions sessions = new SnowflakeSessions(login, 1, TAG)) {
      assertThatThrownBy(sessions::open).hasMessageContaining("DMW-202");
    }
  }

  @Test
  void secretsAreNotInToString() {
    assertThat(
            new SnowflakeLogin("http://h", "a", "r", "w", new Password("me", "s3cret")).toString())
        .contains("me")
        .doesNotContain("s3cret");
  }

  @Test
  void anAddressThatIsNoneIsRefused() {
    SnowflakeLogin login =
        new SnowflakeLogin("myaccount", "a", null, null, new ProgrammaticAccessToken("t"));
    assertThatThrownBy(() -> new SnowflakeSessions(login, 1, TAG)).hasMessageContaining("DMW-211");
  }

  @Test
  void everyStatementCarriesItsTag() throws SQLException {
    try (SnowflakeSession session = SERVER.operator.open()) {
      session.tagged(TAG).query("SELECT 4711", row -> row.getString(1));
    }
    assertThat(SERVER.server.statementLog().all())
        .filteredOn(statement -> statement.text().equals("SELECT 4711"))
        .singleElement()
        .satisfies(statement -> assertThat(statement.queryTag()).isEqualTo(TAG.toJson()));
  }

  @Test
  void aTransactionThatThrowsIsRolledBack() throws SQLException {
    SERVER.execute(
        "CREATE DATABASE IF NOT EXISTS D", "CREATE OR REPLACE TABLE D.PUBLIC.T (A NUMBER(9,0))");
    try (SnowflakeSession session = SERVER.operator.openForTransactions()) {
      assertThatThrownBy(
              () ->
                  session.inTransaction(
                      () -> {
                        session.update("INSERT INTO D.PUBLIC.T (A) VALUES (1)");
                        throw new IllegalStateException("no");
                      }))
          .hasMessage("no");
      session.inTransaction(() -> session.update("INSERT INTO D.PUBLIC.T (A) VALUES (2)"));
    }
    assertThat(SERVER.column("SELECT A FROM D.PUBLIC.T")).containsExactly("2");
  }

  @Test
  void aSessionThatCommitsByItselfTakesNoTransaction() throws SQLException {
    try (SnowflakeSession session = SERVER.operator.open()) {
      assertThatThrownBy(() -> session.inTransaction(() -> 1))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** The next to ask gets a new session at once, however soon it asks. */
  @Test
  void aSessionThatSnowflakeEndedIsNotHandedOutAgain() throws SQLException {
    try (SnowflakeSessions sessions = SERVER.worker()) {
      SERVER.faults.add(sql -> sql.contains("ended"), 1, new Fault.SessionEndedBefore());
      try (SnowflakeSession session = sessions.open()) {
        assertThatThrownBy(() -> session.query("SELECT 'ended'", row -> row.getString(1)))
            .isInstanceOf(SQLException.class);
      }
      try (SnowflakeSession session = sessions.open()) {
        assertThat(session.query("SELECT 'here'", row -> row.getString(1))).containsExactly("here");
      }
    }
  }
}
