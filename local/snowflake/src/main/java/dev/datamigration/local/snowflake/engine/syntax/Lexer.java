package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a statement into tokens by Snowflake's rules for names, constants and comments. */
final class Lexer {
  private static final List<String> SYMBOLS =
      List.of(
          "::", "=>", "->", "||", "<>", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "%",
          "(", ")", "[", "]", ",", ".", ":", ";");

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String sql) {
    this.sql = sql;
  }

  /** The tokens, the last of which is {@link TokenKind#END}. */
  static List<Token> tokens(String sql) {
    Lexer lexer = new Lexer(sql);
    while (lexer.skipBlank()) {
      lexer.token();
    }
    lexer.tokens.add(new Token(TokenKind.END, "", sql.length(), sql.length()));
    return lexer.tokens;
  }

  private boolean skipBlank() {
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end;
      } else if (sql.startsWith("/*", at)) {
        int end = sql.indexOf("*/", at + 2);
        if (end < 0) {
          throw SqlErrors.syntax("unterminated comment");
        }
        at = end + 2;
      } else {
        return true;
      }
    }
    return false;
  }

  private void token() {
    int start = at;
    char c = sql.charAt(at);
    if (Character.isLetter(c) || c == '_') {
      while (at < sql.length() && isWordPart(sql.charAt(at))) {
        at++;
      }
      add(TokenKind.WORD, sql.substring(start, at).toUpperCase(Locale.ROOT), start);
    } else if (isDigit(c) || (c == '.' && at + 1 < sql.length() && isDigit(sql.charAt(at + 1)))) {
      number();
      add(TokenKind.NUMBER, sql.substring(start, at), start);
    } else if (c == '"') {
      String name = doubled('"');
      if (name.isEmpty() || name.length() > 255) {
        throw SqlErrors.syntax("an identifier has 1 to 255 characters");
      }
      add(TokenKind.QUOTED, name, start);
    } else if (c == '\'') {
      add(TokenKind.STRING, string(), start);
    } else if (sql.startsWith("$$", at)) {
      int end = sql.indexOf("$$", at + 2);
      if (end < 0) {
        throw SqlErrors.syntax("unterminated $$ string");
      }
      at = end + 2;
      add(TokenKind.STRING, sql.substring(start + 2, end), start);
    } else if (c == '$') {
      at++;
      while (at < sql.length() && isDigit(sql.charAt(at))) {
        at++;
      }
      if (at == start + 1) {
        throw SqlErrors.unsupported("a session variable ($name)");
      }
      add(TokenKind.POSITION, sql.substring(start + 1, at), start);
    } else if (c == '?') {
      at++;
      add(TokenKind.BIND, "?", start);
    } else if (c == '@') {
      stage();
      add(TokenKind.STAGE, sql.substring(start, at), start);
    } else {
      symbol(start);
    }
  }

  private void symbol(int start) {
    for (String symbol : SYMBOLS) {
      if (sql.startsWith(symbol, at)) {
        at += symbol.length();
        add(TokenKind.SYMBOL, symbol, start);
        return;
      }
    }
    throw SqlErrors.syntax("unexpected '" + sql.substring(at, at + 1) + "' at position " + at);
  }

  private void add(TokenKind kind, String text, int start) {
    tokens.add(new Token(kind, text, start, at));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }

  private void number() {
    digits();
    if (at < sql.length() && sql.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < sql.length() && (sql.charAt(at) == 'e' || sql.charAt(at) == 'E')) {
      int mark = at++;
      if (at < sql.length() && (sql.charAt(at) == '+' || sql.charAt(at) == '-')) {
        at++;
      }
      if (at < sql.length() && isDigit(sql.charAt(at))) {
        digits();
      } else {
        at = mark;
      }
    }
  }

  private void digits() {
    while (at < sql.length() && isDigit(sql.charAt(at))) {
      at++;
    }
  }

  /** Reads from one {@code mark} to the next single one. */
  private String doubled(char mark) {
    StringBuilder text = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c != mark) {
        text.append(c);
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == mark) {
        text.append(mark);
        at++;
      } else {
        at++;
        return text.toString();
      }
    }
    throw SqlErrors.syntax("unterminated identifier");
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c == '\\' && at + 1 < sql.length()) {
        at++;
        escape(text);
      } else if (c != '\'') {
        text.append(c);
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
        text.append('\'');
        at++;
      } else {
        at++;
        return text.toString();
      }
    }
    throw SqlErrors.syntax("unterminated string");
  }

  /** Escape sequences of docs.snowflake.com/en/sql-reference/data-types-text. */
  private void escape(StringBuilder text) {
    char c = sql.charAt(at);
    switch (c) {
      case 'b' -> text.append('\b');
      case 'f' -> text.append('\f');
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case '0' -> text.append('\0');
      case 'u' -> code(text, 4);
      case 'x' -> code(text, 2);
      default -> text.append(c);
    }
  }

  private void code(StringBuilder text, int digits) {
    if (at + digits >= sql.length()) {
      throw SqlErrors.syntax("unterminated escape sequence");
    }
    try {
      text.append((char) Integer.parseInt(sql.substring(at + 1, at + 1 + digits), 16));
    } catch (NumberFormatException e) {
      throw SqlErrors.syntax("not an escape sequence: \\" + sql.substring(at, at + 1 + digits));
    }
    at += digits;
  }

  private void stage() {
    boolean quoted = false;
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (Character.isWhitespace(c) || c == ')' || c == ',' || c == ';')) {
        return;
      }
    }
  }
}
