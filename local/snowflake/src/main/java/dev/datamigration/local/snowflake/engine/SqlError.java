package dev.datamigration.local.snowflake.engine;

/** An error as Snowflake would answer it. */
public final class SqlError extends RuntimeException {
  private final int code;
  private final String sqlState;

  /**
   * @param code Snowflake's number, for example 2003
   * @param sqlState five characters
   */
  public SqlError(int code, String sqlState, String message) {
    this(code, sqlState, message, null);
  }

  /** As {@link #SqlError(int, String, String)}, with what caused it. */
  public SqlError(int code, String sqlState, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.sqlState = sqlState;
  }

  /** Snowflake's number. */
  public int code() {
    return code;
  }

  /** The SQL state. */
  public String sqlState() {
    return sqlState;
  }
}
