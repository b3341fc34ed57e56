package dev.datamigration.local.snowflake.engine.translate;

/** The schema that every database has of itself. */
public final class InformationSchemaName {
  /** Its exact name. */
  public static final String VALUE = "INFORMATION_SCHEMA";

  private InformationSchemaName() {}
}
