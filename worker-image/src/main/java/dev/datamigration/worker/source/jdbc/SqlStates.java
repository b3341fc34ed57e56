package dev.datamigration.worker.source.jdbc;

import dev.datamigration.worker.source.SourceErrorCode;
import java.sql.SQLException;
import java.util.Set;

/** Errors by their SQL state, as PostgreSQL and Redshift give it. */
public final class SqlStates implements ErrorMeaning {
  /**
   * Serialization failure, deadlock, lock not available, query cancelled from outside, shutdown,
   * crash, cannot connect now.
   */
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "57P05");

  @Override
  public boolean isCancelled(SQLException error) {
    return "57014".equals(error.getSQLState());
  }

  @Override
  public SourceErrorCode of(SQLException error) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    if (state.startsWith("28")) {
      return SourceErrorCode.LOGIN_REFUSED;
    }
    if (state.equals("3D000")) {
      return SourceErrorCode.DATABASE_MISSING;
    }
    if (state.equals("42501")) {
      return SourceErrorCode.MISSING_PRIVILEGE;
    }
    if (state.startsWith("08") || state.isEmpty()) {
      return SourceErrorCode.UNREACHABLE;
    }
    return PASSING.contains(state) || state.startsWith("53") || state.startsWith("58")
        ? SourceErrorCode.BUSY
        : SourceErrorCode.STATEMENT_REFUSED;
  }
}
