package dev.datamigration.worker.source.planning;

import dev.datamigration.model.plan.ColumnEncoding;

/**
 * What becomes of a column.
 *
 * @param targetType the Snowflake type, for example {@code NUMBER(12,2)}
 * @param precision for DECIMAL; otherwise 0
 * @param scale for DECIMAL; otherwise 0
 * @param warning a clause a person should read, or null
 */
public record MappedType(
    ColumnEncoding encoding, String targetType, int precision, int scale, String warning) {
  /** Anything but a decimal. */
  public MappedType(ColumnEncoding encoding, String targetType) {
    this(encoding, targetType, 0, 0, null);
  }
}
