package dev.datamigration.local.snowflake.engine.type;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.datamigration.local.snowflake.engine.StatementResult.ResultColumn;

/**
 * A type of Snowflake's.
 *
 * @param precision of a NUMBER, otherwise 0
 * @param scale of a NUMBER; digits of the second of a TIME or TIMESTAMP; otherwise 0
 * @param length characters of a VARCHAR, bytes of a BINARY, otherwise 0
 */
public record SnowType(Kind kind, int precision, int scale, int length) {
  /** The families of types. */
  public enum Kind {
    NUMBER,
    FLOAT,
    VARCHAR,
    BOOLEAN,
    BINARY,
    DATE,
    TIME,
    TIMESTAMP_NTZ,
    TIMESTAMP_LTZ,
    TIMESTAMP_TZ,
    VARIANT,
    OBJECT,
    ARRAY,
    /** Of a bare NULL. */
    NULL
  }

  /** Length of a VARCHAR that names none: docs.snowflake.com/en/sql-reference/data-types-text. */
  public static final int DEFAULT_VARCHAR = 16_777_216;

  /** The longest a VARCHAR may be declared. */
  public static final int MAX_VARCHAR = 134_217_728;

  /** Length of a BINARY that names none. */
  public static final int DEFAULT_BINARY = 8_388_608;

  /** The longest a BINARY may be declared. */
  public static final int MAX_BINARY = 67_108_864;

  public static final SnowType FLOAT = new SnowType(Kind.FLOAT, 0, 0, 0);
  public static final SnowType VARCHAR = varchar(DEFAULT_VARCHAR);
  public static final SnowType BOOLEAN = new SnowType(Kind.BOOLEAN, 0, 0, 0);
  public static final SnowType BINARY = binary(DEFAULT_BINARY);
  public static final SnowType DATE = new SnowType(Kind.DATE, 0, 0, 0);
  public static final SnowType VARIANT = new SnowType(Kind.VARIANT, 0, 0, 0);
  public static final SnowType OBJECT = new SnowType(Kind.OBJECT, 0, 0, 0);
  public static final SnowType ARRAY = new SnowType(Kind.ARRAY, 0, 0, 0);
  public static final SnowType NULL = new SnowType(Kind.NULL, 0, 0, 0);
  public static final SnowType INTEGER = number(38, 0);

  /** NUMBER(precision, scale). */
  public static SnowType number(int precision, int scale) {
    return new SnowType(Kind.NUMBER, precision, scale, 0);
  }

  /** VARCHAR(length). */
  public static SnowType varchar(int length) {
    return new SnowType(Kind.VARCHAR, 0, 0, length);
  }

  /** BINARY(length). */
  public static SnowType binary(int length) {
    return new SnowType(Kind.BINARY, 0, 0, length);
  }

  /** TIME or a TIMESTAMP with digits of the second. */
  public static SnowType temporal(Kind kind, int digits) {
    return new SnowType(kind, 0, digits, 0);
  }

  /** Whether it is VARIANT, OBJECT or ARRAY. */
  @JsonIgnore
  public boolean isSemiStructured() {
    return kind == Kind.VARIANT || kind == Kind.OBJECT || kind == Kind.ARRAY;
  }

  /** Whether it is one of the three timestamps. */
  @JsonIgnore
  public boolean isTimestamp() {
    return kind == Kind.TIMESTAMP_NTZ || kind == Kind.TIMESTAMP_LTZ || kind == Kind.TIMESTAMP_TZ;
  }

  /**
   * The DuckDB type that holds it. DuckDB's own times are not used: TIME counts microseconds and
   * TIMESTAMP_NS ends in 2262. A time of day is seconds since midnight; a TIMESTAMP_NTZ or _LTZ
   * seconds since 1970, each with nine digits; a TIMESTAMP_TZ nanoseconds since 1970 times 4096
   * plus its offset in minutes plus 1440, so that numbers order as instants do.
   */
  public String physical() {
    return switch (kind) {
      case NUMBER -> "DECIMAL(" + precision + "," + scale + ")";
      case FLOAT -> "DOUBLE";
      case VARCHAR, VARIANT, OBJECT, ARRAY, NULL -> "VARCHAR";
      case BOOLEAN -> "BOOLEAN";
      case BINARY -> "BLOB";
      case DATE -> "DATE";
      case TIME -> "DECIMAL(14,9)";
      case TIMESTAMP_NTZ, TIMESTAMP_LTZ -> "DECIMAL(21,9)";
      case TIMESTAMP_TZ -> "HUGEINT";
    };
  }

  /** As DESCRIBE TABLE writes it, for example {@code NUMBER(38,0)}. */
  public String display() {
    return switch (kind) {
      case NUMBER -> "NUMBER(" + precision + "," + scale + ")";
      case VARCHAR, BINARY -> kind + "(" + length + ")";
      case TIME, TIMESTAMP_NTZ, TIMESTAMP_LTZ, TIMESTAMP_TZ -> kind + "(" + scale + ")";
      case NULL -> "VARCHAR(" + DEFAULT_VARCHAR + ")";
      case FLOAT, BOOLEAN, DATE, VARIANT, OBJECT, ARRAY -> kind.name();
    };
  }

  /** As INFORMATION_SCHEMA.COLUMNS.DATA_TYPE writes it. */
  public String catalogName() {
    return kind == Kind.VARCHAR || kind == Kind.NULL ? "TEXT" : kind.name();
  }

  /** As a column of a result. */
  public ResultColumn column(String name, boolean nullable) {
    return switch (kind) {
      case NUMBER -> new ResultColumn(name, "fixed", precision, scale, 0, 0, nullable);
      case FLOAT -> new ResultColumn(name, "real", 0, 0, 0, 0, nullable);
      case VARCHAR -> new ResultColumn(name, "text", 0, 0, length, bytes(length), nullable);
      case NULL ->
          new ResultColumn(name, "text", 0, 0, DEFAULT_VARCHAR, bytes(DEFAULT_VARCHAR), nullable);
      case BOOLEAN -> new ResultColumn(name, "boolean", 0, 0, 0, 0, nullable);
      case BINARY -> new ResultColumn(name, "binary", 0, 0, 0, length, nullable);
      case DATE -> new ResultColumn(name, "date", 0, 0, 0, 0, nullable);
      case TIME -> new ResultColumn(name, "time", 0, scale, 0, 0, nullable);
      case TIMESTAMP_NTZ -> new ResultColumn(name, "timestamp_ntz", 0, scale, 0, 0, nullable);
      case TIMESTAMP_LTZ -> new ResultColumn(name, "timestamp_ltz", 0, scale, 0, 0, nullable);
      case TIMESTAMP_TZ -> new ResultColumn(name, "timestamp_tz", 0, scale, 0, 0, nullable);
      case VARIANT -> new ResultColumn(name, "variant", 0, 0, 0, 0, nullable);
      case OBJECT -> new ResultColumn(name, "object", 0, 0, 0, 0, nullable);
      case ARRAY -> new ResultColumn(name, "array", 0, 0, 0, 0, nullable);
    };
  }

  private static int bytes(int characters) {
    return (int) Math.min(4L * characters, DEFAULT_VARCHAR);
  }
}
