package dev.datamigration.ledger.sql;

import dev.datamigration.model.plan.QualifiedName;

/** Writes exact identifiers into SQL, always quoted, so that no spelling can mean anything else. */
public final class SnowflakeIdentifier {
  private SnowflakeIdentifier() {}

  /**
   * {@code name} in double quotes, quotes inside doubled.
   *
   * @throws IllegalArgumentException if it is empty or longer than the 255 characters Snowflake
   *     allows
   */
  public static String quote(String name) {
    if (name.isEmpty() || name.length() > 255) {
      throw new IllegalArgumentException("not an identifier of 1 to 255 characters: " + name);
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** Quoted parts joined by dots. */
  public static String quote(String database, String schema, String object) {
    return quote(database) + "." + quote(schema) + "." + quote(object);
  }

  /** The three parts of {@code name}, quoted. */
  public static String quote(QualifiedName name) {
    return quote(name.database(), name.schema(), name.table());
  }
}
