package dev.datamigration.local.snowflake.engine.translate;

/**
 * The session parameters that bend times.
 *
 * @param zone TIMEZONE
 */
public record SessionFormats(String zone, String time, String ntz, String ltz, String tz) {}
