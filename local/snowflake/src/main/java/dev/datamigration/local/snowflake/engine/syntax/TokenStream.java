package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.engine.SqlErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The tokens of one statement and where reading has come to. */
final class TokenStream {
  private final String sql;
  private final List<Token> tokens;
  private int at;
  private int binds;

  TokenStream(String sql) {
    this.sql = sql;
    this.tokens = Lexer.tokens(sql);
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.kind() != TokenKind.END) {
      at++;
    }
    return token;
  }

  /** The number of the bind variable just read, from 0. */
  int nextBind() {
    return binds++;
  }

  boolean isWord(String... words) {
    for (int i = 0; i < words.length; i++) {
      Token token = peek(i);
      if (token.kind() != TokenKind.WORD || !token.text().equals(words[i])) {
        return false;
      }
    }
    return true;
  }

  boolean isAnyWord(Set<String> words) {
    return peek().kind() == TokenKind.WORD && words.contains(peek().text());
  }

  boolean isSymbol(String symbol) {
    return peek().kind() == TokenKind.SYMBOL && peek().text().equals(symbol);
  }

  /** Takes the words if they come next. */
  boolean accept(String... words) {
    if (!isWord(words)) {
      return false;
    }
    at += words.length;
    return true;
  }

  boolean acceptSymbol(String symbol) {
    if (!isSymbol(symbol)) {
      return false;
    }
    at++;
    return true;
  }

  void expect(String... words) {
    for (String word : words) {
      if (!accept(word)) {
        throw unexpected(word);
      }
    }
  }

  void expectSymbol(String symbol) {
    if (!acceptSymbol(symbol)) {
      throw unexpected("'" + symbol + "'");
    }
  }

  void expectEnd() {
    acceptSymbol(";");
    if (peek().kind() != TokenKind.END) {
      throw unexpected("the end of the statement");
    }
  }

  /** An identifier, exact: an unquoted one is folded. */
  String name() {
    Token token = next();
    if (token.kind() != TokenKind.WORD && token.kind() != TokenKind.QUOTED) {
      at--;
      throw unexpected("a name");
    }
    return token.text();
  }

  /** One to three names joined by dots. */
  List<String> qualifiedName() {
    List<String> parts = new ArrayList<>();
    parts.add(name());
    while (acceptSymbol(".")) {
      parts.add(name());
    }
    if (parts.size() > 3) {
      throw SqlErrors.syntax("a name has at most three parts: " + String.join(".", parts));
    }
    return parts;
  }

  String string() {
    if (peek().kind() != TokenKind.STRING) {
      throw unexpected("a string constant");
    }
    return next().text();
  }

  int integer() {
    if (peek().kind() != TokenKind.NUMBER) {
      throw unexpected("a number");
    }
    try {
      return Integer.parseInt(next().text());
    } catch (NumberFormatException e) {
      at--;
      throw unexpected("a whole number");
    }
  }

  boolean bool() {
    if (accept("TRUE")) {
      return true;
    }
    expect("FALSE");
    return false;
  }

  /** The statement's text from one position to where reading has come to. */
  String textFrom(int start) {
    return sql.substring(start, tokens.get(Math.max(0, at - 1)).end());
  }

  int position() {
    return peek().start();
  }

  SqlError unexpected(String wanted) {
    Token token = peek();
    String found =
        token.kind() == TokenKind.END
            ? "the end of the statement"
            : "'" + sql.substring(token.start(), token.end()) + "'";
    return SqlErrors.syntax(
        "line "
            + (1 + sql.substring(0, token.start()).chars().filter(c -> c == '\n').count())
            + " at position "
            + token.start()
            + " unexpected "
            + found
            + ", "
            + wanted
            + " would be possible");
  }
}
