package dev.datamigration.local.snowflake.protocol;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.execution.Queries;
import dev.datamigration.local.snowflake.execution.QueryRunner;
import dev.datamigration.local.snowflake.execution.RunningQuery;
import dev.datamigration.local.snowflake.execution.Sessions;
import java.io.IOException;

/** Cancels a statement by the id of its request. */
final class AbortHandler implements CallHandler {
  static final String PATH = "/queries/v1/abort-request";

  private final Sessions sessions;
  private final Queries queries;
  private final QueryRunner runner;

  AbortHandler(Sessions sessions, Queries queries, QueryRunner runner) {
    this.sessions = sessions;
    this.queries = queries;
    this.runner = runner;
  }

  @Override
  public void handle(HttpCall call) throws IOException {
    sessions.find(call.token());
    String requestId = call.json().path("requestId").asText();
    RunningQuery query =
        queries
            .byRequestId(requestId)
            .filter(found -> found.finished().isEmpty())
            .orElseThrow(
                () ->
                    new SqlError(
                        605, "02000", "Identified SQL statement is not currently executing."));
    runner.cancel(query);
    call.answer(Answers.empty());
  }
}
