package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.source.SourceErrorCode;
import java.sql.SQLException;
import java.time.Duration;

/** Runs steps of planning and gives their errors a code; a step over the time limit has its own. */
public final class PlanningErrors {
  private final SourceErrors errors;
  private final LimitedStatements statements;
  private final Duration limit;

  public PlanningErrors(SourceErrors errors, LimitedStatements statements, Duration limit) {
    this.errors = errors;
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
      if (errors.isCancelled(e) && statements.outOfTime()) {
        throw new DmwException(
            SourceErrorCode.BOUNDARIES_TOO_SLOW,
            "Time ran out after "
                + limit.toMinutes()
                + " minutes while "
                + doing
                + " at "
                + errors.source()
                + ".",
            "It is tried again every minute. Refresh the table's statistics (ANALYZE), index the columns of columnNamesToPartitionBy, or raise executionTimeoutMinutes.",
            e);
      }
      throw errors.translate(e, doing);
    }
  }
}
