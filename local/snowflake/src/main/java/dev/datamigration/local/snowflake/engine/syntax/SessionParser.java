package dev.datamigration.local.snowflake.engine.syntax;

import dev.datamigration.local.snowflake.engine.SqlErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads ALTER SESSION, USE, SHOW, DESCRIBE, GRANT and REVOKE. */
final class SessionParser {
  private static final Set<String> SHOWN =
      Set.of(
          "DATABASES",
          "LOCKS",
          "SCHEMAS",
          "TABLES",
          "VIEWS",
          "STAGES",
          "ROLES",
          "COLUMNS",
          "GRANTS",
          "PARAMETERS");
  private static final Set<String> GRANTED_ON =
      Set.of("ACCOUNT", "DATABASE", "SCHEMA", "TABLE", "VIEW", "STAGE", "WAREHOUSE");
  private static final Set<String> PRIVILEGES =
      Set.of(
          "USAGE",
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "TRUNCATE",
          "REFERENCES",
          "READ",
          "WRITE",
          "OWNERSHIP",
          "OPERATE",
          "MONITOR",
          "MODIFY",
          "ALL",
          "ALL PRIVILEGES",
          "CREATE DATABASE",
          "CREATE SCHEMA",
          "CREATE TABLE",
          "CREATE VIEW",
          "CREATE STAGE",
          "CREATE ROLE",
          "CREATE WAREHOUSE");

  private final TokenStream in;

  SessionParser(TokenStream in) {
    this.in = in;
  }

  Statement alterSession() {
    in.expect("ALTER", "SESSION");
    Map<String, String> set = new LinkedHashMap<>();
    List<String> unset = new ArrayList<>();
    if (in.accept("UNSET")) {
      do {
        unset.add(in.name());
      } while (in.acceptSymbol(","));
    } else {
      in.expect("SET");
      do {
        String name = in.name();
        in.expectSymbol("=");
        set.put(name, value());
        in.acceptSymbol(",");
      } while (in.peek().kind() == TokenKind.WORD);
    }
    return new Statement.AlterSession(set, unset);
  }

  private String value() {
    Token token = in.next();
    return switch (token.kind()) {
      case STRING, NUMBER, WORD -> token.text();
      default -> throw SqlErrors.syntax("a parameter's value is a string, number or word");
    };
  }

  Statement use() {
    in.expect("USE");
    for (String kind : List.of("DATABASE", "SCHEMA", "WAREHOUSE", "ROLE")) {
      if (in.accept(kind)) {
        return new Statement.Use(kind, in.qualifiedName());
      }
    }
    if (in.isWord("SECONDARY")) {
      throw SqlErrors.unsupported("USE SECONDARY ROLES");
    }
    List<String> name = in.qualifiedName();
    return new Statement.Use(name.size() == 1 ? "DATABASE" : "SCHEMA", name);
  }

  Statement show() {
    in.expect("SHOW");
    in.accept("TERSE");
    if (!in.isAnyWord(SHOWN)) {
      throw in.unexpected(String.join(", ", SHOWN.stream().sorted().toList()));
    }
    String kind = in.next().text();
    if (kind.equals("GRANTS")) {
      in.expect("TO", "ROLE");
      return new Statement.Show(kind, null, "ROLE", in.qualifiedName());
    }
    if (kind.equals("LOCKS")) {
      return new Statement.Show(kind, null, null, List.of());
    }
    String like = in.accept("LIKE") ? in.string() : null;
    String scope = null;
    List<String> name = List.of();
    if (in.accept("IN")) {
      if (in.accept("ACCOUNT")) {
        scope = "ACCOUNT";
      } else if (kind.equals("PARAMETERS")) {
        in.expect("SESSION");
      } else {
        scope = scope(kind);
        name = in.qualifiedName();
      }
    }
    return new Statement.Show(kind, like, scope, name);
  }

  private String scope(String kind) {
    for (String scope : List.of("DATABASE", "SCHEMA", "TABLE")) {
      if (in.accept(scope)) {
        return scope;
      }
    }
    return kind.equals("SCHEMAS") ? "DATABASE" : kind.equals("COLUMNS") ? "TABLE" : "SCHEMA";
  }

  Statement describe() {
    in.next();
    Statement.ObjectKind kind = StatementParser.objectKind(in);
    if (kind != Statement.ObjectKind.TABLE && kind != Statement.ObjectKind.VIEW) {
      throw SqlErrors.unsupported("DESCRIBE " + kind);
    }
    return new Statement.Describe(kind, in.qualifiedName());
  }

  Statement grant(boolean revoke) {
    in.next();
    if (in.accept("ROLE")) {
      String role = in.name();
      in.expect(revoke ? "FROM" : "TO");
      String kind = in.accept("USER") ? "USER" : "ROLE";
      if (kind.equals("ROLE")) {
        in.expect("ROLE");
      }
      return new Statement.GrantRole(revoke, role, kind, in.name());
    }
    List<String> privileges = new ArrayList<>();
    do {
      privileges.add(privilege());
    } while (in.acceptSymbol(","));
    in.expect("ON");
    if (!in.isAnyWord(GRANTED_ON)) {
      throw in.unexpected(String.join(", ", GRANTED_ON.stream().sorted().toList()));
    }
    String on = in.next().text();
    List<String> object = on.equals("ACCOUNT") ? List.of() : in.qualifiedName();
    in.expect(revoke ? "FROM" : "TO");
    in.accept("ROLE");
    return new Statement.Grant(revoke, privileges, on, object, in.name());
  }

  private String privilege() {
    StringBuilder words = new StringBuilder(in.name());
    while (in.peek().kind() == TokenKind.WORD && !in.isWord("ON")) {
      words.append(' ').append(in.next().text());
    }
    if (!PRIVILEGES.contains(words.toString())) {
      throw SqlErrors.unsupported("the privilege " + words);
    }
    return words.toString();
  }
}
