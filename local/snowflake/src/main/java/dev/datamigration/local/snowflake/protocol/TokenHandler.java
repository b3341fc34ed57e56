package dev.datamigration.local.snowflake.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.snowflake.execution.SessionTokens;
import dev.datamigration.local.snowflake.execution.Sessions;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/** Renews a session's token; the master token comes in the header. */
final class TokenHandler implements CallHandler {
  static final String PATH = "/session/token-request";

  private final Sessions sessions;
  private final Clock clock;

  TokenHandler(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public void handle(HttpCall call) throws IOException {
    String kind = call.json().path("requestType").asText();
    if (!kind.equals("RENEW")) {
      call.answer(
          Answers.refusal(390190, "The stand-in renews tokens only; it was asked to " + kind));
      return;
    }
    Sessions.Opened renewed = sessions.renew(call.token());
    SessionTokens tokens = renewed.tokens();
    Instant now = clock.instant();
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("sessionToken", tokens.session());
    data.put("validityInSecondsST", tokens.sessionSeconds(now));
    data.put("masterToken", tokens.master());
    data.put("validityInSecondsMT", tokens.masterSeconds(now));
    data.put("sessionId", renewed.session().id());
    call.answer(Answers.success(data));
  }
}
