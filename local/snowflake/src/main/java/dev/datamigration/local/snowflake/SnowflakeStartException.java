package dev.datamigration.local.snowflake;

/** The server could not start. */
public final class SnowflakeStartException extends RuntimeException {
  SnowflakeStartException(SnowflakeServerOptions options, Exception cause) {
    super(
        "DMW-911: the local Snowflake could not start on port "
            + options.port()
            + " with its data in "
            + options.directory()
            + ": "
            + reasons(cause)
            + ". It is not retried; choose a free port (0 picks one) and a directory that can be"
            + " written to and that no other server uses.",
        cause);
  }

  private static String reasons(Throwable cause) {
    StringBuilder reasons = new StringBuilder(String.valueOf(cause.getMessage()));
    for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
      reasons.append(": ").append(next.getMessage());
    }
    return reasons.toString();
  }
}
