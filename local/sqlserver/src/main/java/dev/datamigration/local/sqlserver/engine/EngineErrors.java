package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.engine.function.NumberedException;
import java.sql.SQLException;

/** H2's errors as SQL Server's. */
final class EngineErrors {
  private static final int CANCELLED = 57014;

  private EngineErrors() {}

  static boolean isCancelled(SQLException e) {
    return e.getErrorCode() == CANCELLED;
  }

  static ServerError of(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof NumberedException numbered) {
        return new ServerError(numbered.getErrorCode(), numbered.getMessage());
      }
    }
    String detail = e.getMessage();
    return switch (e.getErrorCode()) {
      case 23505 ->
          detail.contains("PRIMARY KEY ON") || detail.contains("PK_")
              ? new ServerError(
                  2627, 1, 14, "Violation of PRIMARY KEY constraint. Cannot insert duplicate key.")
              : new ServerError(
                  2601, 1, 14, "Cannot insert duplicate key row with unique index.");
      case 23502 ->
          new ServerError(
              515, 2, 16, "Cannot insert the value NULL into a column; column does not allow nulls.");
      case 22001 -> new ServerError(2628, "String or binary data would be truncated.");
      case 22003, 22004 ->
          new ServerError(8115, 2, 16, "Arithmetic overflow error converting expression.");
      case 22012 -> new ServerError(8134, "Divide by zero error encountered.");
      case 22018 -> new ServerError(8114, "Error converting data type: " + detail);
      case 22007 ->
          new ServerError(241, "Conversion failed when converting date and/or time: " + detail);
      case 40001 ->
          new ServerError(
              1205, 45, 13, "Transaction was deadlocked on lock resources with another process and has been chosen as the deadlock victim. Rerun the transaction.");
      case 50200 -> new ServerError(1222, 51, 16, "Lock request time out period exceeded.");
      case 90131 ->
          new ServerError(
              3960, 2, 16, "Snapshot isolation transaction aborted due to update conflict.");
      default ->
          new ServerError(
              40512, 1, 16, "The stand-in for SQL Server can not run this: " + detail);
    };
  }
}
