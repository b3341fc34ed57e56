package dev.datamigration.worker.source.sqlserver;

/**
 * What stands in parentheses behind a type.
 *
 * @param precision digits, characters or bytes; 0 if not declared, {@link #MAX} for {@code max}
 * @param scale digits after the point, of seconds too; otherwise 0
 */
record SqlServerTypeModifier(int precision, int scale) {
  /** {@code max}, in the catalogue too. */
  static final int MAX = -1;

  /** From the columns of sys.columns, which counts lengths in bytes. */
  static SqlServerTypeModifier of(String type, int maxLength, int precision, int scale) {
    return switch (type) {
      case "decimal", "numeric" -> new SqlServerTypeModifier(precision, scale);
      case "char", "varchar", "binary", "varbinary" -> new SqlServerTypeModifier(maxLength, 0);
      case "nchar", "nvarchar" ->
          new SqlServerTypeModifier(maxLength == MAX ? MAX : maxLength / 2, 0);
      case "time", "datetime2", "datetimeoffset" -> new SqlServerTypeModifier(0, scale);
      default -> new SqlServerTypeModifier(0, 0);
    };
  }

  /** The type as a statement declares it. */
  String written(String type) {
    return switch (type) {
      case "decimal", "numeric" -> type + "(" + precision + "," + scale + ")";
      case "char", "varchar", "binary", "varbinary", "nchar", "nvarchar" ->
          type + "(" + (precision == MAX ? "max" : precision) + ")";
      case "time", "datetime2", "datetimeoffset" -> type + "(" + scale + ")";
      // The catalogue's name of rowversion; as "timestamp" it would be taken for a time.
      case "timestamp" -> "rowversion";
      default -> type;
    };
  }
}
