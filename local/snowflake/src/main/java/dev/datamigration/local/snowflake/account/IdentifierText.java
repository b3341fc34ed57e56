package dev.datamigration.local.snowflake.account;

import java.util.Locale;

/** Names as connection properties write them. */
public final class IdentifierText {
  private IdentifierText() {}

  /**
   * The exact name: quotes keep the case, without them it is upper case; null for null or blank.
   */
  public static String exact(String written) {
    if (written == null || written.isBlank()) {
      return null;
    }
    String text = written.strip();
    return text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
        : text.toUpperCase(Locale.ROOT);
  }
}
