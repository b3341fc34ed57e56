package dev.datamigration.local.snowflake.execution;

/** A token that opens no session, in Snowflake's words. */
public final class SessionRefused extends RuntimeException {
  private final int code;

  private SessionRefused(int code, String message) {
    super(message);
    this.code = code;
  }

  /** The token is right but too old: the driver renews it and tries again. */
  static SessionRefused tokenExpired() {
    return new SessionRefused(390112, "Your session has expired. Please login again.");
  }

  /** The token to renew with is too old: only a new login helps. */
  static SessionRefused masterTokenExpired() {
    return new SessionRefused(
        390114, "Authentication token has expired.  The user must authenticate again.");
  }

  /** There is no such session. */
  public static SessionRefused gone() {
    return new SessionRefused(
        390111, "Session no longer exists.  New login required to access the service.");
  }

  /** Snowflake's number. */
  public int code() {
    return code;
  }
}
