package dev.datamigration.local.sqlserver.type;

/**
 * A type as declared.
 *
 * @param length characters of nchar and nvarchar, bytes of char, varchar, binary and varbinary;
 *     {@link #MAX} for (max), text, ntext, image and xml; 0 where a type has none
 * @param precision of decimal and numeric, 0 elsewhere
 * @param scale of decimal, numeric, time, datetime2 and datetimeoffset, 0 elsewhere
 */
public record SqlType(Kind kind, int length, int precision, int scale, Collation collation) {
  public static final int MAX = -1;

  public static final SqlType INT = of(Kind.INT);
  public static final SqlType BIGINT = of(Kind.BIGINT);
  public static final SqlType BIT = of(Kind.BIT);
  public static final SqlType TINYINT = of(Kind.TINYINT);
  public static final SqlType SMALLINT = of(Kind.SMALLINT);
  public static final SqlType FLOAT = of(Kind.FLOAT);
  public static final SqlType MONEY = of(Kind.MONEY);
  public static final SqlType DATE = of(Kind.DATE);
  public static final SqlType DATETIME = of(Kind.DATETIME);
  public static final SqlType UNIQUEIDENTIFIER = of(Kind.UNIQUEIDENTIFIER);
  public static final SqlType SYSNAME = nvarchar(128);
  public static final SqlType CONDITION = of(Kind.CONDITION);

  public static SqlType of(Kind kind) {
    int length =
        switch (kind) {
          case TEXT, NTEXT, IMAGE, XML, HIERARCHYID, GEOGRAPHY, GEOMETRY, SQL_VARIANT -> MAX;
          case ROWVERSION -> 8;
          default -> 0;
        };
    return new SqlType(kind, length, 0, 0, Collation.DEFAULT);
  }

  public static SqlType sized(Kind kind, int length) {
    return new SqlType(kind, length, 0, 0, Collation.DEFAULT);
  }

  /** A length of 0 becomes 1, one above 4000 becomes max. */
  public static SqlType nvarchar(int length) {
    return sized(Kind.NVARCHAR, length > 4000 ? MAX : Math.max(length, length == MAX ? MAX : 1));
  }

  public static SqlType decimal(int precision, int scale) {
    return new SqlType(Kind.DECIMAL, 0, precision, scale, Collation.DEFAULT);
  }

  public static SqlType scaled(Kind kind, int scale) {
    return new SqlType(kind, 0, 0, scale, Collation.DEFAULT);
  }

  public SqlType with(Collation other) {
    return new SqlType(kind, length, precision, scale, other);
  }

  public boolean isMax() {
    return length == MAX;
  }

  /** max_length of sys.columns: bytes, -1 for max. */
  public int maxLength() {
    return switch (kind) {
      case BIT, TINYINT -> 1;
      case SMALLINT -> 2;
      case INT, REAL, SMALLMONEY, SMALLDATETIME -> 4;
      case BIGINT, MONEY, FLOAT, DATETIME -> 8;
      case DECIMAL, NUMERIC -> decimalBytes();
      case DATE -> 3;
      case TIME -> timeBytes();
      case DATETIME2 -> timeBytes() + 3;
      case DATETIMEOFFSET -> timeBytes() + 5;
      case NCHAR, NVARCHAR -> isMax() ? -1 : length * 2;
      case UNIQUEIDENTIFIER, TEXT, NTEXT, IMAGE -> 16;
      case SQL_VARIANT -> 8016;
      case HIERARCHYID -> 892;
      default -> length;
    };
  }

  /** precision of sys.columns. */
  public int cataloguePrecision() {
    return switch (kind) {
      case BIT -> 1;
      case TINYINT -> 3;
      case SMALLINT -> 5;
      case INT, SMALLMONEY, DATE -> 10;
      case BIGINT, MONEY -> 19;
      case FLOAT -> 53;
      case REAL -> 24;
      case DECIMAL, NUMERIC -> precision;
      case DATETIME -> 23;
      case SMALLDATETIME -> 16;
      case TIME -> scale == 0 ? 8 : 9 + scale;
      case DATETIME2 -> scale == 0 ? 19 : 20 + scale;
      case DATETIMEOFFSET -> scale == 0 ? 26 : 27 + scale;
      default -> 0;
    };
  }

  /** scale of sys.columns. */
  public int catalogueScale() {
    return switch (kind) {
      case MONEY, SMALLMONEY -> 4;
      case DATETIME -> 3;
      default -> scale;
    };
  }

  /** Bytes of the packed decimal, its sign included. */
  public int decimalBytes() {
    return precision <= 9 ? 5 : precision <= 19 ? 9 : precision <= 28 ? 13 : 17;
  }

  /** Bytes of the time of day. */
  public int timeBytes() {
    return scale <= 2 ? 3 : scale <= 4 ? 4 : 5;
  }

  /** The column type of H2 that keeps its values. */
  public String stored() {
    return switch (kind) {
      case BIT -> "BOOLEAN";
      case TINYINT, SMALLINT -> "SMALLINT";
      case INT -> "INTEGER";
      case BIGINT -> "BIGINT";
      case MONEY -> "NUMERIC(19, 4)";
      case SMALLMONEY -> "NUMERIC(10, 4)";
      case DECIMAL, NUMERIC -> "NUMERIC(" + precision + ", " + scale + ")";
      case REAL -> "REAL";
      case FLOAT -> "DOUBLE PRECISION";
      case DATE -> "DATE";
      case TIME -> "TIME(" + scale + ")";
      case SMALLDATETIME -> "TIMESTAMP(0)";
      case DATETIME -> "TIMESTAMP(3)";
      case DATETIME2 -> "TIMESTAMP(" + scale + ")";
      case DATETIMEOFFSET -> "TIMESTAMP(" + scale + ") WITH TIME ZONE";
      case CHAR, VARCHAR, NCHAR, NVARCHAR ->
          isMax()
              ? "CHARACTER LARGE OBJECT"
              : (collation.caseSensitive() ? "VARCHAR(" : "VARCHAR_IGNORECASE(") + length + ")";
      case TEXT, NTEXT, XML -> "CHARACTER LARGE OBJECT";
      case UNIQUEIDENTIFIER -> "VARBINARY(16)";
      case BINARY, VARBINARY, ROWVERSION ->
          isMax() ? "BINARY LARGE OBJECT" : "VARBINARY(" + length + ")";
      case IMAGE, SQL_VARIANT, HIERARCHYID, GEOMETRY, GEOGRAPHY -> "BINARY LARGE OBJECT";
      case CONDITION -> "BOOLEAN";
    };
  }
}
