package dev.datamigration.local.quickstart.comparison;

import java.util.Locale;

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
  /** A JSON value: the order of keys, white space and the spelling of numbers do not count. */
  JSON;

  /**
   * The kind of a column at the source.
   *
   * @param type its type's name as the PostgreSQL driver's metadata say it; unknown ones are text
   */
  public static ValueKind ofPostgres(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "bool" -> BOOLEAN;
      case "int2", "int4", "int8", "serial", "bigserial", "smallserial", "numeric", "oid" -> NUMBER;
      case "float4" -> REAL;
      case "float8" -> DOUBLE;
      case "bpchar" -> FIXED_TEXT;
      case "bytea" -> BINARY;
      case "date" -> DATE;
      case "time" -> TIME;
      case "timestamp" -> TIMESTAMP;
      case "timestamptz" -> INSTANT;
      case "json", "jsonb" -> JSON;
      default -> TEXT;
    };
  }
}
