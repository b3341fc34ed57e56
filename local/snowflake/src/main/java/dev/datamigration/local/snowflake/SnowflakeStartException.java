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
            + cause.getMessage()
            + ". It is not retried; choose a free port (0 picks one) and a directory that can be"
            + " written to and that no other server uses.",
        cause);
  }
}
