package dev.datamigration.local.snowflake.engine.function;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An error that travels through DuckDB, which keeps only a message and not every character of it:
 * so code, state and text are packed into plain letters.
 */
public final class FunctionFailure extends RuntimeException {
  /** What a packed error begins with. */
  public static final String MARK = "SFERR:";

  public FunctionFailure(int code, String sqlState, String message) {
    super(pack(code, sqlState, message));
  }

  private static String pack(int code, String sqlState, String message) {
    return MARK
        + code
        + ":"
        + sqlState
        + ":"
        + Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8))
        + ":";
  }

  /**
   * A DuckDB expression that fails for the value of another.
   *
   * @param value a DuckDB expression
   */
  public static String sql(int code, String sqlState, String before, String value, String after) {
    return "error('"
        + MARK
        + code
        + ":"
        + sqlState
        + ":' || base64(encode('"
        + before.replace("'", "''")
        + "' || left(coalesce(("
        + value
        + ")::VARCHAR, ''), 200) || '"
        + after.replace("'", "''")
        + "')) || ':')";
  }
}
