package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.source.SourceErrorCode;
import java.sql.SQLException;
import java.time.Duration;

/** Runs steps of planning and gives their errors a code; a step over the time limit has its own. */
public final class PlanningErrors {
  private final String source;
  private final LimitedStatements statements;
  private final Duration limit;

  public PlanningErrors(String source, LimitedStatements statements, Duration limit) {
    this.source = source;
    this.statements = statements;
    this.limit = limit;
  }

  /** A step. */
  @FunctionalInterface
  public interface Step<T> {
    T run() throws SQLException;
  }

  /**
   * Runs a step.
   *
   * @param doing to fill "… while doing"
   */
  public <T> T during(String doing, Step<T> step) {
    try {
      return step.run();
    } catch (SQLException e) {
      if (SourceErrors.isCancelled(e) && statements.outOfTime()) {
        throw new DmwException(
            SourceErrorCode.BOUNDARIES_TOO_SLOW,
            "Time ran out after "
                + limit.toMinutes()
                + " minutes while "
                + doing
                + " at "
                + source
                + ".",
            "It is tried again every minute. Refresh the table's statistics (ANALYZE), index the columns of columnNamesToPartitionBy, or raise executionTimeoutMinutes.",
            e);
      }
      throw SourceErrors.translate(e, source, doing);
    }
  }
}
