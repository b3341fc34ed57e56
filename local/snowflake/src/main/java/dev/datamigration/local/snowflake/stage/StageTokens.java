package dev.datamigration.local.snowflake.stage;

import dev.datamigration.local.snowflake.engine.SqlError;
import dev.datamigration.local.snowflake.stage.StageToken.Kind;
import dev.datamigration.local.snowflake.text.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a stage statement into pieces. */
final class StageTokens {
  private static final String FILE_SCHEME = "file://";

  private final String sql;
  private int at;

  private StageTokens(String sql) {
    this.sql = sql;
  }

  /**
   * The pieces of a statement.
   *
   * @throws SqlError 1003 if a literal or a quoted name has no end
   */
  static List<StageToken> of(String sql) {
    return new StageTokens(sql).read();
  }

  private List<StageToken> read() {
    List<StageToken> tokens = new ArrayList<>();
    at = SqlText.skipBlanks(sql, 0);
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == ';') {
        at = SqlText.skipBlanks(sql, at + 1);
        if (at < sql.length()) {
          throw error("one statement at a time");
        }
        break;
      }
      tokens.add(token(c));
      at = SqlText.skipBlanks(sql, at);
    }
    return tokens;
  }

  private StageToken token(char first) {
    if (first == '=') {
      at++;
      return new StageToken(Kind.EQUALS, "=");
    }
    if (first == '\'') {
      return classified(literal());
    }
    if (first == '@') {
      return new StageToken(Kind.LOCATION, location());
    }
    int start = at;
    boolean file = sql.regionMatches(true, at, FILE_SCHEME, 0, FILE_SCHEME.length());
    while (at < sql.length() && !endsWord(sql.charAt(at), file)) {
      at++;
    }
    String text = sql.substring(start, at);
    return file
        ? new StageToken(Kind.FILE, text.substring(FILE_SCHEME.length()))
        : new StageToken(Kind.WORD, text.toUpperCase(Locale.ROOT));
  }

  private static boolean endsWord(char c, boolean file) {
    return Character.isWhitespace(c) || c == ';' || (c == '=' && !file);
  }

  private static StageToken classified(String literal) {
    if (literal.startsWith("@")) {
      return new StageToken(Kind.LOCATION, literal);
    }
    return literal.startsWith(FILE_SCHEME)
        ? new StageToken(Kind.FILE, literal.substring(FILE_SCHEME.length()))
        : new StageToken(Kind.LITERAL, literal);
  }

  private String literal() {
    StringBuilder text = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      char c = sql.charAt(at);
      if (c == '\\' && at + 1 < sql.length()) {
        at++;
        text.append(escaped(sql.charAt(at)));
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
    throw error("a literal has no end");
  }

  private char escaped(char c) {
    return switch (c) {
      case '\\', '\'', '"' -> c;
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      default -> throw error("the stand-in does not know the escape \\" + c);
    };
  }

  private String location() {
    int start = at;
    boolean quoted = false;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (Character.isWhitespace(c) || c == ';')) {
        break;
      }
      at++;
    }
    if (quoted) {
      throw error("a quoted name has no end");
    }
    return sql.substring(start, at);
  }

  private static SqlError error(String what) {
    return new SqlError(1003, "42000", "SQL compilation error:\nsyntax error: " + what + ".");
  }
}
