package dev.datamigration.worker.source.sqlserver;

/**
 * The text of values that are no text: nothing is cut or rounded, and no setting of the login
 * matters (learn.microsoft.com/sql/t-sql/functions/cast-and-convert-transact-sql, styles).
 */
final class SqlServerTextForms {
  private SqlServerTextForms() {}

  /**
   * The expression for a column.
   *
   * @param name in brackets
   * @param type the catalogue's name of its type
   */
  static String of(String name, String type) {
    return switch (type) {
      case "char", "varchar", "nchar", "nvarchar", "text", "ntext", "uniqueidentifier" -> name;
      case "xml", "json" -> "CAST(" + name + " AS nvarchar(max))";
      // 17 digits, from which the same number is read.
      case "float", "real" -> convert(name, 3);
      // Four digits after the point.
      case "money", "smallmoney" -> convert(name, 2);
      case "date" -> convert(name, 23);
      case "time", "datetime", "smalldatetime", "datetime2", "datetimeoffset" -> convert(name, 121);
      case "binary", "varbinary", "image", "timestamp" ->
          "CONVERT(varchar(max), CAST(" + name + " AS varbinary(max)), 2)";
      case "hierarchyid" -> name + ".ToString()";
      // The form that TO_GEOGRAPHY and TO_GEOMETRY read.
      case "geography", "geometry" ->
          "CASE WHEN "
              + name
              + " IS NOT NULL THEN CONCAT(N'SRID=', "
              + name
              + ".STSrid, N';', "
              + name
              + ".AsTextZM()) END";
      case "sql_variant" -> "CONVERT(nvarchar(4000), " + name + ", 121)";
      default -> "CONVERT(nvarchar(max), " + name + ")";
    };
  }

  private static String convert(String name, int style) {
    return "CONVERT(varchar(60), " + name + ", " + style + ")";
  }
}
