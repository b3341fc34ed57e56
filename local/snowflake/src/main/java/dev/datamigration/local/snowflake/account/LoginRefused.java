package dev.datamigration.local.snowflake.account;

/** A login that is refused, in Snowflake's words. */
public final class LoginRefused extends RuntimeException {
  private final int code;

  /**
   * @param code Snowflake's number, for example 390100
   */
  public LoginRefused(int code, String message) {
    super(message);
    this.code = code;
  }

  /** Snowflake's number. */
  public int code() {
    return code;
  }
}
