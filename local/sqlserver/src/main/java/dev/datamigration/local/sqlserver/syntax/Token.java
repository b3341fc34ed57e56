package dev.datamigration.local.sqlserver.syntax;

import java.util.Locale;

/**
 * @param text as written, without quotes and with escapes resolved
 * @param start where it begins in the source, {@code end} where it ends
 */
public record Token(Type type, String text, int start, int end) {
  /** What a token is. */
  public enum Type {
    WORD,
    QUOTED_NAME,
    VARIABLE,
    STRING,
    NATIONAL_STRING,
    NUMBER,
    BYTES,
    SYMBOL,
    END
  }

  boolean is(String wordOrSymbol) {
    return (type == Type.WORD || type == Type.SYMBOL) && text.equalsIgnoreCase(wordOrSymbol);
  }

  boolean isName() {
    return type == Type.WORD || type == Type.QUOTED_NAME;
  }

  String upper() {
    return text.toUpperCase(Locale.ROOT);
  }
}
