package dev.datamigration.local.snowflake.stage;

import dev.datamigration.local.snowflake.engine.SessionIdentity;
import dev.datamigration.local.snowflake.engine.SqlError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A place in a stage, as {@code @"DB"."SCHEMA"."STAGE"/path/} writes it.
 *
 * @param stage the stage
 * @param path what follows the first slash after the stage's name; empty for the whole stage
 */
public record StageLocation(StageName stage, String path) {
  /**
   * Reads a location.
   *
   * @param text from the {@code @} to its end, without the quotes of a string literal around it
   * @param identity supplies the database and schema that the text leaves out
   * @throws SqlError 1003 if it is none, 391503 for a user's or table's own stage, which the
   *     stand-in does not have, 90105 if a part is left out and the session has none
   */
  public static StageLocation parse(String text, SessionIdentity identity) {
    if (!text.startsWith("@")) {
      throw syntax(text);
    }
    List<String> parts = new ArrayList<>();
    int at = 1;
    while (true) {
      StringBuilder part = new StringBuilder();
      at = name(text, at, part);
      parts.add(part.toString());
      if (at < text.length() && text.charAt(at) == '.') {
        at++;
      } else {
        break;
      }
    }
    if (parts.size() > 3 || (at < text.length() && text.charAt(at) != '/')) {
      throw syntax(text);
    }
    return new StageLocation(
        qualify(parts, identity), at < text.length() ? text.substring(at + 1) : "");
  }

  private static int name(String text, int from, StringBuilder name) {
    int at = from;
    if (at < text.length() && (text.charAt(at) == '~' || text.charAt(at) == '%')) {
      throw new SqlError(
          391503,
          "0A000",
          "The stand-in has named stages only, no stage of a user (@~) or table (@%): " + text);
    }
    if (at < text.length() && text.charAt(at) == '"') {
      for (at++; at < text.length(); at++) {
        if (text.charAt(at) != '"') {
          name.append(text.charAt(at));
        } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
          name.append('"');
          at++;
        } else {
          return nonEmpty(text, name, at + 1);
        }
      }
      throw syntax(text);
    }
    while (at < text.length() && isNamePart(text.charAt(at), at == from)) {
      at++;
    }
    name.append(text.substring(from, at).toUpperCase(Locale.ROOT));
    return nonEmpty(text, name, at);
  }

  private static boolean isNamePart(char c, boolean first) {
    return c == '_' || Character.isLetter(c) || (!first && (c == '$' || Character.isDigit(c)));
  }

  private static int nonEmpty(String text, StringBuilder name, int at) {
    if (name.isEmpty()) {
      throw syntax(text);
    }
    return at;
  }

  private static StageName qualify(List<String> parts, SessionIdentity identity) {
    int count = parts.size();
    String database = count == 3 ? parts.get(0) : identity.database();
    String schema = count >= 2 ? parts.get(count - 2) : identity.schema();
    if (database == null || schema == null) {
      throw new SqlError(
          90105,
          "22000",
          "Cannot perform operation. This session does not have a current "
              + (database == null ? "database" : "schema")
              + ". Name the stage by database, schema and name.");
    }
    return new StageName(database, schema, parts.get(count - 1));
  }

  private static SqlError syntax(String text) {
    return new SqlError(
        1003, "42000", "SQL compilation error:\nsyntax error: not a stage location: " + text);
  }
}
