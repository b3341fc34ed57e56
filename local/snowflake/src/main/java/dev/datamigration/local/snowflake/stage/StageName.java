package dev.datamigration.local.snowflake.stage;

/**
 * A named internal stage.
 *
 * @param database exact
 * @param schema exact
 * @param name exact
 */
public record StageName(String database, String schema, String name) {
  @Override
  public String toString() {
    return database + "." + schema + "." + name;
  }
}
