package dev.datamigration.worker.source.jdbc;

import dev.datamigration.model.error.DmwException;
import dev.datamigration.worker.source.SourceErrorCode;
import java.sql.SQLException;

/**
 * Gives a driver's errors a code and a way out.
 *
 * @param meaning of the dialect
 * @param source which source, for example {@code postgresql erp-db:5432}
 */
public record SourceErrors(ErrorMeaning meaning, String source) {
  /** Whether a statement was cancelled, by whomever. */
  public boolean isCancelled(SQLException error) {
    return meaning.isCancelled(error);
  }

  /**
   * The error as a user should see it.
   *
   * @param doing what was being done, to fill "… while doing"
   */
  public DmwException translate(SQLException error, String doing) {
    SourceErrorCode code = meaning.of(error);
    String what =
        switch (code) {
          case LOGIN_REFUSED -> "The source refused the login";
          case DATABASE_MISSING -> "The database does not exist";
          case MISSING_PRIVILEGE -> "The user lacks a privilege";
          case UNREACHABLE -> "The connection failed";
          case BUSY -> "The source could not go on";
          default -> "The source refused a statement";
        };
    return new DmwException(
        code,
        what + " while " + doing + " at " + source + ": " + oneLine(error) + ".",
        wayOut(code),
        error);
  }

  private static String wayOut(SourceErrorCode code) {
    return switch (code) {
      case LOGIN_REFUSED ->
          "It is tried again every minute. Correct the Secret that the SourceConnection names, or the source's rules for this user and address.";
      case DATABASE_MISSING ->
          "It is tried again every minute. Correct the database's name, or create it.";
      case MISSING_PRIVILEGE ->
          "It is tried again every minute. Grant it SELECT on the table, and USAGE on its schema where the source has that; a table with row security needs a user that bypasses it, or rows would be missing.";
      case UNREACHABLE ->
          "It is tried again with growing pauses. If it lasts, check host, port, TLS options and firewall of the SourceConnection.";
      case BUSY ->
          "It is tried again with growing pauses. If it lasts, lower maxConcurrentTasks of the SourceConnection.";
      default ->
          "It is not tried again. Check whereClauseCriteria and queryModifiers of the table, and that it has not changed since it was planned.";
    };
  }

  private static String oneLine(SQLException error) {
    String text =
        error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    String line = text.replaceAll("\\s+", " ").strip();
    String open = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    return error.getSQLState() == null ? open : open + " (state " + error.getSQLState() + ")";
  }
}
