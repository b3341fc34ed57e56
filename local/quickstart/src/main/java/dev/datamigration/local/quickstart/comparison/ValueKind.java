package dev.datamigration.local.quickstart.comparison;

/** What a column's values mean, and so when two texts of them are the same value. */
public enum ValueKind {
  BOOLEAN,
  /** Exact numbers: {@code 1.50} is {@code 1.5}. */
  NUMBER,
  /** Four-byte floating point. */
  REAL,
  /** Eight-byte floating point. */
  DOUBLE,
  /** Every character counts. */
  TEXT,
  /** Blank-padded text: the SQL standard does not count trailing blanks. */
  FIXED_TEXT,
  BINARY,
  DATE,
  TIME,
  /** Date and time of day without a zone. */
  TIMESTAMP,
  /** A point in time, whatever offset it is written with. */
  INSTANT,
  /** A point in time with the offset it is written with. */
  TIMESTAMP_WITH_OFFSET,
  /** A JSON value: the order of keys, white space and the spelling of numbers do not count. */
  JSON
}
