package dev.datamigration.local.snowflake.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.snowflake.account.Accounts;
import dev.datamigration.local.snowflake.account.IdentifierText;
import dev.datamigration.local.snowflake.account.LoginRequest;
import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.execution.SessionTokens;
import dev.datamigration.local.snowflake.execution.Sessions;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Logs in. */
final class LoginHandler implements CallHandler {
  static final String PATH = "/session/v1/login-request";

  private final Accounts accounts;
  private final Sessions sessions;
  private final Clock clock;

  LoginHandler(Accounts accounts, Sessions sessions, Clock clock) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public void handle(HttpCall call) throws IOException {
    JsonNode data = call.json().path("data");
    Accounts.LoggedIn who =
        accounts.check(
            new LoginRequest(
                text(data, "LOGIN_NAME"),
                text(data, "AUTHENTICATOR"),
                text(data, "PASSWORD"),
                text(data, "TOKEN"),
                call.parameter("roleName").orElse(null)));
    SessionIdentity identity =
        new SessionIdentity(
            who.user(),
            who.role(),
            name(call, "warehouse"),
            name(call, "databaseName"),
            name(call, "schemaName"));
    Map<String, Object> parameters = parameters(data.path("SESSION_PARAMETERS"));
    Map<String, Object> own = ClientParameters.takeFrom(parameters);
    Sessions.Opened opened = sessions.open(identity, parameters);
    call.answer(Answers.success(answer(opened, own)));
  }

  private static String text(JsonNode data, String name) {
    return data.hasNonNull(name) ? data.get(name).asText() : null;
  }

  private static String name(HttpCall call, String parameter) {
    return IdentifierText.exact(call.parameter(parameter).orElse(null));
  }

  private static Map<String, Object> parameters(JsonNode sent) {
    Map<String, Object> parameters = new HashMap<>();
    sent.properties()
        .forEach(
            field -> {
              JsonNode value = field.getValue();
              Object read =
                  value.isBoolean()
                      ? (Object) value.booleanValue()
                      : value.isIntegralNumber() ? (Object) value.longValue() : value.asText();
              parameters.put(field.getKey().toUpperCase(Locale.ROOT), read);
            });
    return parameters;
  }

  private ObjectNode answer(Sessions.Opened opened, Map<String, Object> own) {
    SessionIdentity identity = opened.session().sql().identity();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("sessionId", opened.session().id());
    data.put("displayUserName", identity.user());
    data.put("serverVersion", "9.0.0-stand-in");
    data.put("firstLogin", false);
    SessionTokens tokens = opened.tokens();
    Instant now = clock.instant();
    data.put("token", tokens.session());
    data.put("validityInSeconds", tokens.sessionSeconds(now));
    data.put("masterToken", tokens.master());
    data.put("masterValidityInSeconds", tokens.masterSeconds(now));
    ObjectNode info = data.putObject("sessionInfo");
    info.put("databaseName", identity.database());
    info.put("schemaName", identity.schema());
    info.put("warehouseName", identity.warehouse());
    info.put("roleName", identity.role());
    data.set(
        "parameters",
        Answers.parameters(ClientParameters.atLogin(opened.session().tellParameters(), own)));
    return data;
  }
}
