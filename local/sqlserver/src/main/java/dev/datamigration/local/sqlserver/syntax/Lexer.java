package dev.datamigration.local.sqlserver.syntax;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;

/** Splits T-SQL into tokens; comments nest. */
final class Lexer {
  private static final List<String> LONG_SYMBOLS = List.of("<>", "<=", ">=", "!=", "!<", "!>");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String source) {
    this.source = source;
  }

  static List<Token> tokens(String source) throws ServerError {
    return new Lexer(source).all();
  }

  private List<Token> all() throws ServerError {
    while (true) {
      skipBlanks();
      if (at >= source.length()) {
        tokens.add(new Token(Type.END, "", at, at));
        return tokens;
      }
      next();
    }
  }

  private char peek(int ahead) {
    return at + ahead < source.length() ? source.charAt(at + ahead) : '\0';
  }

  private void skipBlanks() throws ServerError {
    while (at < source.length()) {
      if (Character.isWhitespace(peek(0)) || peek(0) == '\uFEFF' || peek(0) == '\u00A0') {
        at++;
      } else if (peek(0) == '-' && peek(1) == '-') {
        while (at < source.length() && peek(0) != '\n') {
          at++;
        }
      } else if (peek(0) == '/' && peek(1) == '*') {
        comment();
      } else {
        return;
      }
    }
  }

  private void comment() throws ServerError {
    int depth = 0;
    do {
      if (at >= source.length()) {
        throw new ServerError(113, 1, 15, "Missing end comment mark '*/'.");
      }
      if (peek(0) == '/' && peek(1) == '*') {
        depth++;
        at += 2;
      } else if (peek(0) == '*' && peek(1) == '/') {
        depth--;
        at += 2;
      } else {
        at++;
      }
    } while (depth > 0);
  }

  private void next() throws ServerError {
    int start = at;
    char c = peek(0);
    if (c == '[') {
      add(Type.QUOTED_NAME, quoted(']'), start);
    } else if (c == '"') {
      add(Type.QUOTED_NAME, quoted('"'), start);
    } else if (c == '\'') {
      add(Type.STRING, quoted('\''), start);
    } else if ((c == 'N' || c == 'n') && peek(1) == '\'') {
      at++;
      add(Type.NATIONAL_STRING, quoted('\''), start);
    } else if (c == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
      at += 2;
      int first = at;
      while (Character.digit(peek(0), 16) >= 0) {
        at++;
      }
      add(Type.BYTES, source.substring(first, at), start);
    } else if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
      number();
      add(Type.NUMBER, source.substring(start, at), start);
    } else if (c == '@' || Character.isLetter(c) || c == '_' || c == '#' || Character.isSurrogate(c)) {
      while (isWordPart(peek(0))) {
        at++;
      }
      add(c == '@' ? Type.VARIABLE : Type.WORD, source.substring(start, at), start);
    } else {
      String two = source.substring(at, Math.min(at + 2, source.length()));
      String symbol = LONG_SYMBOLS.contains(two) ? two : String.valueOf(c);
      if ("+-*/%=<>(),.;&|^~".indexOf(symbol.charAt(0)) < 0 && symbol.length() == 1) {
        throw ServerError.syntax(symbol);
      }
      at += symbol.length();
      add(Type.SYMBOL, symbol.equals("!=") ? "<>" : symbol, start);
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || c == '@'
        || c == '#'
        || c == '$'
        || Character.isSurrogate(c);
  }

  private void number() {
    while (isDigit(peek(0))) {
      at++;
    }
    if (peek(0) == '.') {
      at++;
      while (isDigit(peek(0))) {
        at++;
      }
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      at++;
      if (peek(0) == '+' || peek(0) == '-') {
        at++;
      }
      while (isDigit(peek(0))) {
        at++;
      }
    }
  }

  private String quoted(char end) throws ServerError {
    StringBuilder text = new StringBuilder();
    at++;
    while (true) {
      if (at >= source.length()) {
        throw new ServerError(
            105, 1, 15, "Unclosed quotation mark after the character string '" + text + "'.");
      }
      char c = source.charAt(at++);
      if (c != end) {
        text.append(c);
      } else if (peek(0) == end) {
        text.append(c);
        at++;
      } else {
        return text.toString();
      }
    }
  }

  private void add(Type type, String text, int start) {
    tokens.add(new Token(type, text, start, at));
  }
}
