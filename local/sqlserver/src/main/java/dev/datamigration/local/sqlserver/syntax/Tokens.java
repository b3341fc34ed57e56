package dev.datamigration.local.sqlserver.syntax;

import dev.datamigration.local.sqlserver.ServerError;
import dev.datamigration.local.sqlserver.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A cursor over the tokens of a batch. */
final class Tokens {
  /** Words that end an expression or a source and so are no alias. */
  private static final Set<String> RESERVED =
      Set.of(
          "SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "UNION", "EXCEPT", "INTERSECT",
          "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "OUTER", "JOIN", "ON", "AND", "OR", "NOT",
          "AS", "WITH", "TABLESAMPLE", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER",
          "SET", "BEGIN", "COMMIT", "ROLLBACK", "SAVE", "IF", "ELSE", "END", "WHEN", "THEN",
          "CASE", "NULL", "IS", "IN", "LIKE", "BETWEEN", "EXISTS", "VALUES", "INTO", "BY", "TOP",
          "DISTINCT", "ALL", "OPTION", "FOR", "USE", "TRUNCATE", "EXEC", "EXECUTE", "DECLARE",
          "PIVOT", "UNPIVOT", "MERGE", "DEFAULT", "COLLATE", "ESCAPE", "OFFSET", "FETCH",
          "PRIMARY", "UNIQUE", "CONSTRAINT", "CHECK", "FOREIGN", "KEY", "WHILE", "PRINT", "RETURN",
          "OVER", "GO");

  private final String source;
  private final List<Token> tokens;
  private int at;

  Tokens(String source) throws ServerError {
    this.source = source;
    this.tokens = Lexer.tokens(source);
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.type() != Type.END) {
      at++;
    }
    return token;
  }

  int position() {
    return at;
  }

  void back(int position) {
    at = position;
  }

  /** The source between two positions. */
  String written(int from, int to) {
    return source.substring(tokens.get(from).start(), tokens.get(to - 1).end());
  }

  boolean atEnd() {
    return peek().type() == Type.END;
  }

  boolean is(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!peek(i).is(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Takes these words if they are next. */
  boolean take(String... words) {
    if (!is(words)) {
      return false;
    }
    at += words.length;
    return true;
  }

  void expect(String... words) throws ServerError {
    for (String word : words) {
      if (!take(word)) {
        throw unexpected();
      }
    }
  }

  ServerError unexpected() {
    return ServerError.syntax(atEnd() ? "end of batch" : peek().text());
  }

  String name() throws ServerError {
    Token token = peek();
    if (token.type() == Type.WORD && RESERVED.contains(token.upper())) {
      throw new ServerError(
          156, 1, 15, "Incorrect syntax near the keyword '" + token.text() + "'.");
    }
    if (!token.isName()) {
      throw unexpected();
    }
    if (token.text().length() > 128) {
      throw new ServerError(
          103,
          4,
          15,
          "The identifier that starts with '"
              + token.text().substring(0, 128)
              + "' is too long. Maximum length is 128.");
    }
    return next().text();
  }

  /** A name of up to four parts; a part left out is empty. */
  List<String> names() throws ServerError {
    List<String> parts = new ArrayList<>();
    parts.add(name());
    while (take(".")) {
      parts.add(is(".") ? "" : name());
    }
    return List.copyOf(parts);
  }

  List<String> nameList() throws ServerError {
    List<String> names = new ArrayList<>();
    expect("(");
    do {
      names.add(name());
    } while (take(","));
    expect(")");
    return names;
  }

  boolean isAlias() {
    Token token = peek();
    return token.type() == Type.QUOTED_NAME
        || (token.type() == Type.WORD && !RESERVED.contains(token.upper()));
  }

  /** [AS] alias, or null. */
  String alias() throws ServerError {
    if (take("AS")) {
      return peek().type() == Type.STRING ? next().text() : name();
    }
    return isAlias() ? name() : null;
  }

  int integer() throws ServerError {
    Token token = next();
    try {
      return Integer.parseInt(token.text());
    } catch (NumberFormatException e) {
      throw ServerError.syntax(token.text());
    }
  }

  long signedLong() throws ServerError {
    boolean negative = take("-");
    Token token = next();
    try {
      long value = Long.parseLong(token.text());
      return negative ? -value : value;
    } catch (NumberFormatException e) {
      throw ServerError.syntax(token.text());
    }
  }

  /** A word that is no name, in upper case. */
  String word() throws ServerError {
    if (peek().type() != Type.WORD) {
      throw unexpected();
    }
    return next().text().toUpperCase(Locale.ROOT);
  }
}
