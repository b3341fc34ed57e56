package dev.datamigration.local.snowflake.protocol;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.execution.Queries;
import dev.datamigration.local.snowflake.execution.RunningQuery;
import dev.datamigration.local.snowflake.execution.Sessions;
import java.io.IOException;
import java.util.Locale;

/** Gives the result of a statement that took long: {@code /queries/ID/result}. */
final class ResultHandler implements CallHandler {
  static final String PREFIX = "/queries/";
  private static final String SUFFIX = "/result";

  private final Sessions sessions;
  private final Queries queries;
  private final PatientAnswer answers;

  ResultHandler(Sessions sessions, Queries queries, PatientAnswer answers) {
    this.sessions = sessions;
    this.queries = queries;
    this.answers = answers;
  }

  static String path(RunningQuery query) {
    return PREFIX + query.id() + SUFFIX;
  }

  @Override
  public void handle(HttpCall call) throws IOException {
    sessions.find(call.token());
    String path = call.path();
    if (!path.endsWith(SUFFIX) || path.length() <= PREFIX.length() + SUFFIX.length()) {
      call.answer(404, Answers.refusal(390404, "The stand-in has nothing at " + path));
      return;
    }
    String id = path.substring(PREFIX.length(), path.length() - SUFFIX.length());
    RunningQuery query =
        queries
            .byId(id.toLowerCase(Locale.ROOT))
            .orElseThrow(() -> new SqlError(709, "02000", "Statement " + id + " not found."));
    call.answer(answers.to(query));
  }
}
