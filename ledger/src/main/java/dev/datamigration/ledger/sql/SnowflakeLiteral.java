package dev.datamigration.ledger.sql;

/** Writes text into SQL where no bind variable is allowed: file names, comments, stage paths. */
public final class SnowflakeLiteral {
  private SnowflakeLiteral() {}

  /**
   * {@code text} as a single-quoted string constant; backslashes are escape characters there and so
   * are doubled.
   */
  public static String text(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
