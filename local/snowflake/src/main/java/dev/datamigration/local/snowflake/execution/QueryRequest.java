package dev.datamigration.local.snowflake.execution;

import dev.datamigration.local.snowflake.engine.StatementRequest.Bind;
import java.util.List;

/**
 * A statement as the driver sent it.
 *
 * @param requestId the driver's id; the same for every sending of the statement
 * @param binds by position
 * @param queryTag of this statement, null for the session's
 * @param timeoutSeconds of this statement, null for the session's
 * @param async whether the driver asks for the result later
 * @param describeOnly whether the statement is not to be run
 */
public record QueryRequest(
    String requestId,
    String sql,
    List<Bind> binds,
    String queryTag,
    Long timeoutSeconds,
    boolean async,
    boolean describeOnly) {
  public QueryRequest {
    binds = List.copyOf(binds);
  }
}
