package dev.datamigration.ledger.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What stands in QUERY_TAG of every statement, as JSON, so that cost and history can be told apart
 * by workflow.
 *
 * @param component {@code operator} or {@code worker}
 * @param workflow null when the statement serves several
 * @param table null when the statement serves several
 * @param task null when the statement serves several
 * @param version of the component
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QueryTag(
    String component, String workflow, String table, String task, String version) {
  private static final JsonMapper JSON = new JsonMapper();

  /** A tag for statements that serve no workflow in particular. */
  public static QueryTag of(String component, String version) {
    return new QueryTag(component, null, null, null, version);
  }

  /** This tag, for one workflow, table and task; each may be null. */
  public QueryTag about(String workflowId, String tableId, String taskId) {
    return new QueryTag(component, workflowId, tableId, taskId, version);
  }

  /** The parameter's value. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
