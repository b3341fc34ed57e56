package dev.datamigration.local.snowflake.protocol;

import dev.datamigration.local.snowflake.execution.OpenSession;
import dev.datamigration.local.snowflake.execution.Sessions;
import java.io.IOException;

/** Ends a session ({@code /session?delete=true}) or hears that it lives ({@code heartbeat}). */
final class SessionHandler implements CallHandler {
  static final String PATH = "/session";

  private final Sessions sessions;

  SessionHandler(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void handle(HttpCall call) throws IOException {
    OpenSession session = sessions.find(call.token());
    boolean delete = call.parameter("delete").map("true"::equals).orElse(false);
    if (call.path().equals(PATH) && delete) {
      sessions.end(session);
    } else if (!call.path().startsWith(PATH + "/heartbeat")) {
      call.answer(404, Answers.refusal(390404, "The stand-in has nothing at " + call.path()));
      return;
    }
    call.answer(Answers.empty());
  }
}
