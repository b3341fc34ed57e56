package dev.datamigration.local.quickstart.comparison;

import java.sql.Connection;
import java.util.Locale;

/**
 * The texts of Microsoft's driver; dates and times are written by the server, because the driver
 * takes them through a calendar with the time zone of this virtual machine.
 */
public final class SqlServerTexts implements SourceTexts {
  /** The driver streams, and its texts depend on no setting of the session. */
  @Override
  public void setUp(Connection connection) {}

  /** Unknown types are text, and blanks count in every text. */
  @Override
  public ValueKind kind(String type) {
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "bit" -> ValueKind.BOOLEAN;
      case "tinyint", "smallint", "int", "bigint", "decimal", "numeric", "money", "smallmoney" ->
          ValueKind.NUMBER;
      case "real" -> ValueKind.REAL;
      case "float" -> ValueKind.DOUBLE;
      case "binary", "varbinary", "image", "timestamp" -> ValueKind.BINARY;
      case "date" -> ValueKind.DATE;
      case "time" -> ValueKind.TIME;
      case "smalldatetime", "datetime", "datetime2" -> ValueKind.TIMESTAMP;
      case "datetimeoffset" -> ValueKind.TIMESTAMP_WITH_OFFSET;
      default -> ValueKind.TEXT;
    };
  }

  /** Styles 23 and 121 are ODBC's canonical forms of a date and of a date with its time. */
  @Override
  public String expression(String column, String type) {
    return switch (kind(type)) {
      case DATE -> "CONVERT(varchar(10), " + column + ", 23)";
      case TIME, TIMESTAMP, TIMESTAMP_WITH_OFFSET -> "CONVERT(varchar(40), " + column + ", 121)";
      default -> column;
    };
  }
}
