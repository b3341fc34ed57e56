package dev.datamigration.local.snowflake.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.snowflake.execution.RunningQuery;
import java.time.Duration;

/** Waits for a statement for a while; tells the driver to ask again if that is not long enough. */
final class PatientAnswer {
  private final QueryAnswer answer;
  private final Duration patience;

  PatientAnswer(QueryAnswer answer, Duration patience) {
    this.answer = answer;
    this.patience = patience;
  }

  ObjectNode to(RunningQuery query) {
    return query.await(patience).map(end -> answer.of(query, end)).orElseGet(() -> askAgain(query));
  }

  private static ObjectNode askAgain(RunningQuery query) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("queryId", query.id());
    data.put("getResultUrl", ResultHandler.path(query));
    data.put("queryAbortsAfterSecs", 300);
    data.putNull("progressDesc");
    return Answers.success(
        data,
        "333333",
        "Query execution in progress. Please use the getResultUrl to get the result.");
  }
}
