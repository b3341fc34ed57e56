package dev.datamigration.local.snowflake.engine.translate;

import dev.datamigration.local.snowflake.engine.type.SnowType;

/**
 * An expression in DuckDB's SQL.
 *
 * @param sql safe to put anywhere: parenthesized where it must be
 * @param type what it is to Snowflake
 */
public record Typed(String sql, SnowType type) {
  /** NULL. */
  static final Typed NULL = new Typed("NULL::VARCHAR", SnowType.NULL);

  /** A string constant in DuckDB's SQL. */
  static String literal(String text) {
    if (text.indexOf('\0') < 0) {
      return "'" + text.replace("'", "''") + "'";
    }
    String[] parts = text.split("\0", -1);
    StringBuilder sql = new StringBuilder("(");
    for (int i = 0; i < parts.length; i++) {
      sql.append(i == 0 ? "" : " || chr(0) || ").append(literal(parts[i]));
    }
    return sql.append(")").toString();
  }
}
