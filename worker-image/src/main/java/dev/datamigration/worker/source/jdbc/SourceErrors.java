package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.source.SourceErrorCode;
import java.sql.SQLException;
import java.util.Set;

/** Gives a driver's errors a code and a way out, by their SQL state. */
public final class SourceErrors {
  /**
   * Serialization failure, deadlock, lock not available, query cancelled from outside, shutdown,
   * crash, cannot connect now.
   */
  private static final Set<String> PASSING =
      Set.of("40001", "40P01", "55P03", "57014", "57P01", "57P02", "57P03", "57P05");

  private SourceErrors() {}

  /** Whether a statement was cancelled, by whomever. */
  public static boolean isCancelled(SQLException error) {
    return "57014".equals(error.getSQLState());
  }

  /**
   * The error as a user should see it.
   *
   * @param source which source, for example {@code postgresql erp-db:5432}
   * @param doing what was being done, to fill "… while doing"
   */
  public static DmwException translate(SQLException error, String source, String doing) {
    String state = error.getSQLState() == null ? "" : error.getSQLState();
    String text = " while " + doing + " at " + source + ": " + oneLine(error) + ".";
    if (state.startsWith("28")) {
      return new DmwException(
          SourceErrorCode.LOGIN_REFUSED,
          "The source refused the login" + text,
          "It is tried again every minute. Correct the Secret that the SourceConnection names, or the source's rules for this user and address.",
          error);
    }
    if (state.equals("3D000")) {
      return new DmwException(
          SourceErrorCode.DATABASE_MISSING,
          "The database does not exist" + text,
          "It is tried again every minute. Correct the database's name, or create it.",
          error);
    }
    if (state.equals("42501")) {
      return new DmwException(
          SourceErrorCode.MISSING_PRIVILEGE,
          "The user lacks a privilege" + text,
          "It is tried again every minute. Grant it USAGE on the schema and SELECT on the table; a table with row security needs a user that bypasses it, or rows would be missing.",
          error);
    }
    if (state.startsWith("08") || state.isEmpty()) {
      return new DmwException(
          SourceErrorCode.UNREACHABLE,
          "The connection failed" + text,
          "It is tried again with growing pauses. If it lasts, check host, port, TLS options and firewall of the SourceConnection.",
          error);
    }
    if (PASSING.contains(state) || state.startsWith("53") || state.startsWith("58")) {
      return new DmwException(
          SourceErrorCode.BUSY,
          "The source could not go on" + text,
          "It is tried again with growing pauses. If it lasts, lower maxConcurrentTasks of the SourceConnection.",
          error);
    }
    return new DmwException(
        SourceErrorCode.STATEMENT_REFUSED,
        "The source refused a statement" + text,
        "It is not tried again. Check whereClauseCriteria and queryModifiers of the table, and that it has not changed since it was planned.",
        error);
  }

  private static String oneLine(SQLException error) {
    String text =
        error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    String line = text.replaceAll("\\s+", " ").strip();
    String open = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    return error.getSQLState() == null ? open : open + " (state " + error.getSQLState() + ")";
  }
}
