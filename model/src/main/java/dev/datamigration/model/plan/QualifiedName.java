package dev.datamigration.model.plan;

/**
 * The name of a table at the source or in Snowflake, each part the exact identifier as the
 * catalogue holds it: no quotes, no folding left to do.
 */
public record QualifiedName(String database, String schema, String table) {
  /** The parts joined by dots, for messages only; never for SQL. */
  public String display() {
    return database + "." + schema + "." + table;
  }
}
