package dev.datamigration.local.sqlserver.type;

import java.util.Locale;

/**
 * The system types, in rising order of the precedence that decides which side of an operator is
 * converted, with the ids that sys.types gives them.
 */
public enum Kind {
  BINARY(173, 173),
  VARBINARY(165, 165),
  ROWVERSION(189, 189),
  CHAR(175, 175),
  VARCHAR(167, 167),
  NCHAR(239, 239),
  NVARCHAR(231, 231),
  UNIQUEIDENTIFIER(36, 36),
  IMAGE(34, 34),
  TEXT(35, 35),
  NTEXT(99, 99),
  BIT(104, 104),
  TINYINT(48, 48),
  SMALLINT(52, 52),
  INT(56, 56),
  BIGINT(127, 127),
  SMALLMONEY(122, 122),
  MONEY(60, 60),
  NUMERIC(108, 108),
  DECIMAL(106, 106),
  REAL(59, 59),
  FLOAT(62, 62),
  TIME(41, 41),
  DATE(40, 40),
  SMALLDATETIME(58, 58),
  DATETIME(61, 61),
  DATETIME2(42, 42),
  DATETIMEOFFSET(43, 43),
  XML(241, 241),
  SQL_VARIANT(98, 98),
  HIERARCHYID(240, 128),
  GEOMETRY(240, 129),
  GEOGRAPHY(240, 130),
  /** What a condition yields; no value of SQL Server has it. */
  CONDITION(0, 0);

  private final int systemTypeId;
  private final int userTypeId;

  Kind(int systemTypeId, int userTypeId) {
    this.systemTypeId = systemTypeId;
    this.userTypeId = userTypeId;
  }

  public int systemTypeId() {
    return systemTypeId;
  }

  public int userTypeId() {
    return userTypeId;
  }

  /** As sys.types writes it. */
  public String typeName() {
    return this == ROWVERSION ? "timestamp" : name().toLowerCase(Locale.ROOT);
  }

  public boolean isText() {
    return switch (this) {
      case CHAR, VARCHAR, NCHAR, NVARCHAR, TEXT, NTEXT, XML -> true;
      default -> false;
    };
  }

  public boolean isUnicode() {
    return this == NCHAR || this == NVARCHAR || this == NTEXT || this == XML;
  }

  public boolean isBytes() {
    return this == BINARY || this == VARBINARY || this == ROWVERSION || this == IMAGE;
  }

  public boolean isInteger() {
    return this == BIT || this == TINYINT || this == SMALLINT || this == INT || this == BIGINT;
  }

  public boolean isExact() {
    return isInteger() || isDecimal() || this == MONEY || this == SMALLMONEY;
  }

  public boolean isDecimal() {
    return this == DECIMAL || this == NUMERIC;
  }

  public boolean isApproximate() {
    return this == REAL || this == FLOAT;
  }

  public boolean isNumber() {
    return isExact() || isApproximate();
  }

  public boolean isMoment() {
    return switch (this) {
      case TIME, DATE, SMALLDATETIME, DATETIME, DATETIME2, DATETIMEOFFSET -> true;
      default -> false;
    };
  }
}
