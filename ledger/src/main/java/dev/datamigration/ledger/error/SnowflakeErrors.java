package dev.datamigration.ledger.error;

import dev.datamigration.model.error.DmwException;
import java.sql.SQLException;
import java.util.Set;

/** Gives the driver's errors a code and a way out. */
public final class SnowflakeErrors {
  /** Does not exist or not authorized. */
  public static final int OBJECT_MISSING = 2003;

  /** Insufficient privileges to operate on an object. */
  public static final int INSUFFICIENT_PRIVILEGES = 3001;

  /** A file that COPY was to read is not in the stage. */
  private static final int REMOTE_FILE_MISSING = 91016;

  /**
   * Login refusals: bad user or password 390100, invalid token 390101, user locked 390102 and the
   * other 3901xx; JWT 390144; PAT 394400.
   */
  private static final int LOGIN_FIRST = 390100;

  private static final int LOGIN_LAST = 390199;
  private static final int PAT_FIRST = 394400;
  private static final int PAT_LAST = 394499;

  /** Session gone or token expired: a new login mends it. */
  private static final Set<Integer> SESSION_GONE = Set.of(390111, 390112, 390114, 390115);

  /** The driver's own number for a request that got no answer; its state is 58030, not 08. */
  private static final int NETWORK_ERROR = 200015;

  private SnowflakeErrors() {}

  /** Whether {@code error} says that an object is missing or hidden from the role. */
  public static boolean isObjectMissing(SQLException error) {
    return error.getErrorCode() == OBJECT_MISSING;
  }

  /** Whether {@code error} says that a file is not in the stage. */
  public static boolean isFileMissing(SQLException error) {
    return error.getErrorCode() == REMOTE_FILE_MISSING;
  }

  /** Whether {@code error} says that the role lacks a privilege. */
  public static boolean isPrivilegeMissing(SQLException error) {
    return error.getErrorCode() == INSUFFICIENT_PRIVILEGES || "42501".equals(error.getSQLState());
  }

  /**
   * Whether the connection broke, so that nobody knows what became of the statement: SQLSTATE class
   * 08, or 58, which is what the driver gives its own network errors.
   */
  public static boolean isConnectionBroken(SQLException error) {
    String state = error.getSQLState();
    boolean network = state != null && (state.startsWith("08") || state.startsWith("58"));
    return network
        || SESSION_GONE.contains(error.getErrorCode())
        || error.getErrorCode() == NETWORK_ERROR;
  }

  /**
   * The error as a user should see it.
   *
   * @param doing what was being done, to fill "… failed"
   */
  public static DmwException translate(SQLException error, String doing) {
    int vendor = error.getErrorCode();
    if (!SESSION_GONE.contains(vendor)
        && ((vendor >= LOGIN_FIRST && vendor <= LOGIN_LAST)
            || (vendor >= PAT_FIRST && vendor <= PAT_LAST))) {
      return new DmwException(
          LedgerErrorCode.LOGIN_REFUSED,
          "Snowflake refused the login while " + doing + ": " + oneLine(error) + ".",
          "It is tried again every minute. Correct the Secret that the SnowflakeConnection names, or the user's network policy.",
          error);
    }
    if (isPrivilegeMissing(error)) {
      return new DmwException(
          LedgerErrorCode.MISSING_PRIVILEGE,
          "The role lacks a privilege while " + doing + ": " + oneLine(error) + ".",
          "It is tried again every minute. Grant the privilege the message names to the role of the SnowflakeConnection.",
          error);
    }
    if (isConnectionBroken(error)) {
      return new DmwException(
          LedgerErrorCode.UNREACHABLE,
          "The connection to Snowflake broke while " + doing + ": " + oneLine(error) + ".",
          "It is tried again with growing pauses. If it lasts, check the account's URL, the proxy and the network policy.",
          error);
    }
    if (isObjectMissing(error)) {
      return new DmwException(
          LedgerErrorCode.OBJECT_MISSING,
          "An object does not exist or the role may not see it while "
              + doing
              + ": "
              + oneLine(error)
              + ".",
          "It is tried again every minute. Create the object, or grant the role USAGE on its database and schema.",
          error);
    }
    return new DmwException(
        LedgerErrorCode.STATEMENT_FAILED,
        "Snowflake refused a statement while "
            + doing
            + ": "
            + oneLine(error)
            + " (error "
            + vendor
            + ", state "
            + error.getSQLState()
            + ").",
        "It is tried again with growing pauses, a limited number of times.",
        error);
  }

  /** The driver's message on one line, without a closing full stop. */
  public static String oneLine(SQLException error) {
    String text =
        error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    String line = text.replaceAll("\\s+", " ").trim();
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
