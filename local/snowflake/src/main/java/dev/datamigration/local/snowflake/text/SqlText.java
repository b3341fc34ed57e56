package dev.datamigration.local.snowflake.text;

import java.util.Locale;

/** What can be said of a statement without parsing it. */
public final class SqlText {
  private SqlText() {}

  /**
   * The statement's first word in upper case, after blanks and comments; empty if there is none.
   */
  public static String firstWord(String sql) {
    int start = skipBlanks(sql, 0);
    int end = start;
    while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
      end++;
    }
    return sql.substring(start, end).toUpperCase(Locale.ROOT);
  }

  /** The first position from {@code at} on that is neither blank nor part of a comment. */
  public static int skipBlanks(String sql, int at) {
    int next = at;
    while (next < sql.length()) {
      if (Character.isWhitespace(sql.charAt(next))) {
        next++;
      } else if (sql.startsWith("--", next) || sql.startsWith("//", next)) {
        next = endOf(sql, "\n", next);
      } else if (sql.startsWith("/*", next)) {
        next = endOf(sql, "*/", next);
      } else {
        break;
      }
    }
    return next;
  }

  private static int endOf(String sql, String mark, int from) {
    int found = sql.indexOf(mark, from + 2);
    return found < 0 ? sql.length() : found + mark.length();
  }

  /** How many bind variables ({@code ?}) stand outside literals, quoted names and comments. */
  public static int bindCount(String sql) {
    int count = 0;
    int at = skipBlanks(sql, 0);
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '\'' || c == '"') {
        at = endOfQuoted(sql, at);
      } else {
        count += c == '?' ? 1 : 0;
        at++;
      }
      at = skipBlanks(sql, at);
    }
    return count;
  }

  private static int endOfQuoted(String sql, int from) {
    char quote = sql.charAt(from);
    int at = from + 1;
    while (at < sql.length()) {
      if (sql.charAt(at) == '\\' && quote == '\'') {
        at += 2;
      } else if (sql.charAt(at) == quote) {
        return at + 1;
      } else {
        at++;
      }
    }
    return at;
  }
}
