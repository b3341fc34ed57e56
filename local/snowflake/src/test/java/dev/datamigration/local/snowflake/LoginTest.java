package dev.datamigration.local.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import net.snowflake.client.api.connection.SnowflakeConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LoginTest {
  private static final StandIn STAND_IN = new StandIn();

  @AfterAll
  static void stop() {
    STAND_IN.close();
  }

  private static int refusal(String... properties) {
    try (Connection connection = STAND_IN.connect(properties)) {
      throw new AssertionError("logged in as " + connection);
    } catch (SQLException e) {
      return e.getErrorCode();
    }
  }

  @Test
  void aTokenNeedsNoUserAndItsSessionHasTheFirstRole() throws SQLException {
    try (Connection connection = STAND_IN.connect()) {
      assertThat(connection.unwrap(SnowflakeConnection.class).getSessionID()).isNotBlank();
      assertThat(connection.isValid(10)).isTrue();
    }
  }

  @Test
  void aPasswordAnOAuthTokenAndATokenInPlaceOfAPasswordAreTaken() throws SQLException {
    try (Connection password =
            STAND_IN.connect(
                "authenticator", null, "token", null, "user", "bob", "password", StandIn.PASSWORD);
        Connection oauth =
            STAND_IN.connect("authenticator", "oauth", "token", StandIn.OAUTH, "user", "CID");
        Connection tokenAsPassword =
            STAND_IN.connect(
                "authenticator", null, "token", null, "user", "ANN", "password", StandIn.TOKEN)) {
      assertThat(password.isClosed() || oauth.isClosed() || tokenAsPassword.isClosed()).isFalse();
    }
  }

  private static String[] keyPairLogin(PrivateKey key) {
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    String encoded = Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    return new String[] {
      "authenticator", null, "token", null, "user", "DOT", "private_key_base64", encoded
    };
  }

  /** The code: https://docs.snowflake.com/en/user-guide/key-pair-auth-troubleshooting. */
  @Test
  void aKeyPairIsTakenAndAnotherOneRefused() throws SQLException {
    try (Connection connection = STAND_IN.connect(keyPairLogin(StandIn.KEYS.getPrivate()))) {
      assertThat(connection.isValid(10)).isTrue();
    }
    assertThat(refusal(keyPairLogin(StandIn.keys().getPrivate()))).isEqualTo(390144);
  }

  /** Codes: https://docs.snowflake.com/en/user-guide/programmatic-access-tokens. */
  @Test
  void aWrongCredentialIsRefusedWithSnowflakesCode() {
    assertThat(refusal("token", "wrong")).isEqualTo(394400);
    assertThat(refusal("user", "BOB")).isEqualTo(394400);
    assertThat(refusal("authenticator", null, "token", null, "user", "bob", "password", "wrong"))
        .isEqualTo(390100);
    assertThat(refusal("authenticator", "oauth", "token", StandIn.TOKEN, "user", "ANN"))
        .isEqualTo(390303);
  }

  @Test
  void aRefusalDoesNotShowTheCredential() {
    assertThatThrownBy(() -> STAND_IN.connect("token", "s3cret-but-wrong"))
        .hasMessageContaining("Programmatic access token is invalid")
        .hasMessageNotContaining("s3cret-but-wrong");
  }

  @Test
  void aRoleIsTheUsersOrNobodys() throws SQLException {
    try (Connection quoted = STAND_IN.connect("role", "\"lower\"");
        Connection folded = STAND_IN.connect("role", "analyst")) {
      assertThat(quoted.isValid(10) && folded.isValid(10)).isTrue();
    }
    assertThat(refusal("role", "lower")).isEqualTo(390189);
    assertThat(refusal("role", "ACCOUNTADMIN")).isEqualTo(390189);
  }

  @Test
  void databaseAndSchemaOfTheLoginAreTheSessions() throws SQLException {
    try (Connection connection = STAND_IN.connect("db", "lake", "schema", "\"erp\"")) {
      assertThat(connection.getCatalog()).isEqualTo("LAKE");
      assertThat(connection.getSchema()).isEqualTo("erp");
    }
  }

  @Test
  void aParameterTheEngineRefusesRefusesTheLogin() {
    assertThat(refusal("NO_SUCH_PARAMETER", "1")).isEqualTo(1006);
  }

  @Test
  void closingAConnectionEndsItsSession() throws SQLException {
    int before = STAND_IN.server.openSessions();
    try (Connection connection = STAND_IN.connect()) {
      assertThat(connection.isValid(10)).isTrue();
      assertThat(STAND_IN.server.openSessions()).isEqualTo(before + 1);
    }
    assertThat(STAND_IN.server.openSessions()).isEqualTo(before);
    assertThat(STAND_IN.engine.openSessions).hasValue(before);
  }
}
