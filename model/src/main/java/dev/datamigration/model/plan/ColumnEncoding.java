package dev.datamigration.model.plan;

/**
 * How a column's values lie in the staged Parquet file, and so how COPY reads them. Every encoding
 * is exact for the source types mapped to it.
 */
public enum ColumnEncoding {
  /** Parquet BOOLEAN. */
  BOOLEAN,
  /** Parquet INT64. */
  INTEGER,
  /** Parquet DECIMAL(precision, scale), at most 38 digits. */
  DECIMAL,
  /** Parquet DOUBLE; NaN and infinities included. */
  DOUBLE,
  /** Parquet BINARY, logical type STRING. */
  STRING,
  /** Parquet BINARY without a logical type. */
  BINARY,
  /** Parquet INT32, logical type DATE, proleptic Gregorian. */
  DATE,
  /** Parquet INT64, logical type TIME in microseconds, not adjusted to UTC. */
  TIME,
  /** Parquet STRING: ISO time of day with up to nine digits of fraction. */
  TIME_TEXT,
  /** Parquet INT64, logical type TIMESTAMP in microseconds, not adjusted to UTC. */
  TIMESTAMP,
  /** Parquet INT64, logical type TIMESTAMP in microseconds, adjusted to UTC: an instant. */
  INSTANT,
  /** Parquet STRING: ISO date and time with up to nine digits of fraction, without an offset. */
  TIMESTAMP_TEXT,
  /**
   * Parquet STRING: ISO date and time with up to nine digits of fraction and an offset such as
   * {@code +05:30}.
   */
  OFFSET_TIMESTAMP_TEXT,
  /** Parquet STRING that holds one JSON document. */
  JSON
}
