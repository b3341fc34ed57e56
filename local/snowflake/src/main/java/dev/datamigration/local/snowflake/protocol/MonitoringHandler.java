package dev.datamigration.local.snowflake.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.snowflake.execution.FinishedQuery;
import dev.datamigration.local.snowflake.execution.Queries;
import dev.datamigration.local.snowflake.execution.QueryOutcome;
import dev.datamigration.local.snowflake.execution.RunningQuery;
import dev.datamigration.local.snowflake.execution.Sessions;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** Says how a statement fares: {@code /monitoring/queries/ID}. */
final class MonitoringHandler implements CallHandler {
  static final String PREFIX = "/monitoring/queries/";

  private final Sessions sessions;
  private final Queries queries;

  MonitoringHandler(Sessions sessions, Queries queries) {
    this.sessions = sessions;
    this.queries = queries;
  }

  @Override
  public void handle(HttpCall call) throws IOException {
    sessions.find(call.token());
    String id = call.path().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    ArrayNode list = data.putArray("queries");
    queries.byId(id).ifPresent(query -> describe(list.addObject(), query));
    call.answer(Answers.success(data));
  }

  private static void describe(ObjectNode entry, RunningQuery query) {
    Optional<FinishedQuery> end = query.finished();
    String status = end.map(MonitoringHandler::status).orElse("RUNNING");
    entry.put("id", query.id());
    entry.put("status", status);
    entry.put("state", status);
    entry.put("sqlText", query.request().sql());
    entry.put("startTime", query.startedAt().toEpochMilli());
    entry.put("endTime", end.map(found -> found.endedAt().toEpochMilli()).orElse(0L));
    entry.put("sessionId", query.session().id());
    if (end.isPresent() && end.get().outcome() instanceof QueryOutcome.Failed failed) {
      entry.put("errorCode", String.format(Locale.ROOT, "%06d", failed.error().code()));
      entry.put("errorMessage", failed.error().getMessage());
    }
  }

  private static String status(FinishedQuery end) {
    return end.outcome() instanceof QueryOutcome.Failed ? "FAILED_WITH_ERROR" : "SUCCESS";
  }
}
