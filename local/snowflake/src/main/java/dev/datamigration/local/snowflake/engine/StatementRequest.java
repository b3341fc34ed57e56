package dev.datamigration.local.snowflake.engine;

import java.util.List;

/**
 * One statement as the driver sent it.
 *
 * @param queryId the server's id for it
 * @param binds by position
 */
public record StatementRequest(String queryId, String sql, List<Bind> binds) {
  public StatementRequest {
    binds = List.copyOf(binds);
  }

  /**
   * A bind variable in the protocol's form.
   *
   * @param type for example {@code FIXED}, {@code TEXT}, {@code REAL}, {@code BOOLEAN}, {@code
   *     BINARY}, {@code DATE}, {@code TIMESTAMP_LTZ}
   * @param values one for a plain statement, several for a batch; an element may be null
   */
  public record Bind(String type, List<String> values) {}
}
