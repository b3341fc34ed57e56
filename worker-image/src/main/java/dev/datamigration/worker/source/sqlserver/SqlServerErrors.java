package dev.datamigration.worker.source.sqlserver;

import dev.datamigration.worker.source.SourceErrorCode;
import dev.datamigration.worker.source.jdbc.ErrorMeaning;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Set;

/**
 * Errors by their number
 * (learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors).
 */
final class SqlServerErrors implements ErrorMeaning {
  /**
   * Login failed, password expired or to be changed, account locked, untrusted domain; firewall and
   * TLS rules of Azure.
   */
  private static final Set<Integer> LOGIN =
      Set.of(
          18452, 18456, 18461, 18470, 18486, 18487, 18488, 40531, 40615, 40914, 42101, 47072,
          47073);

  /** Cannot open the database, it does not exist or is not for this login. */
  private static final Set<Integer> DATABASE = Set.of(911, 4060, 4064, 40532);

  /** SELECT denied on an object or a column, VIEW … denied, EXECUTE denied. */
  private static final Set<Integer> PRIVILEGE = Set.of(229, 230, 262, 297, 300, 916);

  /**
   * Deadlock, lock timeout, memory, log full, snapshot conflicts and a snapshot that a change of
   * the table has made useless, a full tempdb, NOLOCK's moving data, replicas that are not ready,
   * killed and ended sessions, shutdown, and Azure's throttling and failovers
   * (learn.microsoft.com/azure/azure-sql/database/troubleshoot-common-errors-issues).
   */
  private static final Set<Integer> PASSING =
      Set.of(
          596, 601, 701, 802, 976, 978, 983, 1101, 1105, 1204, 1205, 1222, 3951, 3958, 3960, 3961,
          3966, 6005, 8645, 8651, 9002, 10928, 10929, 17830, 40143, 40197, 40501, 40540, 40544,
          40549, 40550, 40551, 40552, 40553, 40613, 42108, 42109, 49918, 49919, 49920);

  @Override
  public boolean isCancelled(SQLException error) {
    // HY008 after Statement.cancel; a query timeout is one of the driver's own.
    return "HY008".equals(error.getSQLState()) || error instanceof SQLTimeoutException;
  }

  @Override
  public SourceErrorCode of(SQLException error) {
    int number = error.getErrorCode();
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    if (LOGIN.contains(number)) {
      return SourceErrorCode.LOGIN_REFUSED;
    }
    if (DATABASE.contains(number)) {
      return SourceErrorCode.DATABASE_MISSING;
    }
    if (PRIVILEGE.contains(number)) {
      return SourceErrorCode.MISSING_PRIVILEGE;
    }
    if (PASSING.contains(number) || isCancelled(error)) {
      return SourceErrorCode.BUSY;
    }
    // The driver's own errors have no number; those without a state are of the network only if
    // that is their cause.
    boolean network = number == 0 && state.isEmpty() && error.getCause() instanceof IOException;
    return state.startsWith("08") || network
        ? SourceErrorCode.UNREACHABLE
        : SourceErrorCode.STATEMENT_REFUSED;
  }
}
