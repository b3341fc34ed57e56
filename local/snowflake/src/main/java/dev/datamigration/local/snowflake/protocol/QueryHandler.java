package dev.datamigration.local.snowflake.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.execution.OpenSession;
import dev.datamigration.local.snowflake.execution.QueryRequest;
import dev.datamigration.local.snowflake.execution.QueryRunner;
import dev.datamigration.local.snowflake.execution.RunningQuery;
import dev.datamigration.local.snowflake.execution.SessionRefused;
import dev.datamigration.local.snowflake.execution.Sessions;
import dev.datamigration.local.snowflake.fault.Fault;
import dev.datamigration.local.snowflake.fault.FaultInjection;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Takes statements. */
final class QueryHandler implements CallHandler {
  static final String PATH = "/queries/v1/query-request";

  private final Sessions sessions;
  private final QueryRunner runner;
  private final PatientAnswer answers;
  private final FaultInjection faults;

  QueryHandler(
      Sessions sessions, QueryRunner runner, PatientAnswer answers, FaultInjection faults) {
    this.sessions = sessions;
    this.runner = runner;
    this.answers = answers;
    this.faults = faults;
  }

  @Override
  public void handle(HttpCall call) throws IOException {
    OpenSession session = sessions.find(call.token());
    JsonNode body = call.json();
    String requestId =
        call.parameter("requestId")
            .orElseThrow(() -> new SqlError(391501, "0A000", "A request needs a requestId."));
    QueryRequest request = QueryBody.read(requestId, body);
    Optional<Fault> fault = faults.next(request.sql());
    if (fault.isEmpty()) {
      call.answer(run(session, request));
    } else {
      play(fault.get(), call, session, request);
    }
  }

  private ObjectNode run(OpenSession session, QueryRequest request) {
    RunningQuery query = runner.submit(session, request);
    return request.async() ? started(query) : answers.to(query);
  }

  private static ObjectNode started(RunningQuery query) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("queryId", query.id());
    data.put("getResultUrl", ResultHandler.path(query));
    data.put("queryAbortsAfterSecs", 300);
    data.putNull("progressDesc");
    return Answers.success(data, "333334", "Asynchronous execution in progress.");
  }

  private void play(Fault fault, HttpCall call, OpenSession session, QueryRequest request)
      throws IOException {
    if (fault instanceof Fault.Delay delay) {
      sleep(delay);
      call.answer(run(session, request));
    } else if (fault instanceof Fault.Refusal refusal) {
      call.answer(
          refusal.status(), Answers.refusal(390390, "A fault was injected before execution."));
    } else if (fault instanceof Fault.Reset) {
      call.reset();
    } else if (fault instanceof Fault.DroppedReply) {
      run(session, request);
      call.reset();
    } else if (fault instanceof Fault.Failure failure) {
      throw failure.error();
    } else if (fault instanceof Fault.SessionEndedBefore) {
      sessions.end(session);
      throw SessionRefused.gone();
    } else if (fault instanceof Fault.SessionEndedAfter) {
      run(session, request);
      sessions.end(session);
      throw SessionRefused.gone();
    } else if (fault instanceof Fault.TransactionAborted) {
      session.sql().abortTransaction();
      call.answer(run(session, request));
    } else if (fault instanceof Fault.TokenExpired) {
      sessions.expireToken(session);
      sessions.find(call.token());
      throw new IllegalStateException("an expired token was taken");
    } else {
      throw new IllegalStateException("no way to play " + fault);
    }
  }

  private static void sleep(Fault.Delay delay) {
    try {
      TimeUnit.NANOSECONDS.sleep(delay.time().toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
