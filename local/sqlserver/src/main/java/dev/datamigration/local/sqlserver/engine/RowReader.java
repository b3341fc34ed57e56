package dev.datamigration.local.sqlserver.engine;

import dev.datamigration.local.sqlserver.type.SqlType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads a row of H2 into the values that travel. */
final class RowReader {
  private RowReader() {}

  static Object[] read(ResultSet rows, List<ResultColumn> columns) throws SQLException {
    Object[] values = new Object[columns.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(rows, i + 1, columns.get(i).type());
    }
    return values;
  }

  private static Object value(ResultSet rows, int at, SqlType type) throws SQLException {
    return switch (type.kind()) {
      case BIT, CONDITION -> rows.getObject(at, Boolean.class);
      case TINYINT, SMALLINT, INT, BIGINT -> rows.getObject(at, Long.class);
      case DECIMAL, NUMERIC, MONEY, SMALLMONEY -> rows.getBigDecimal(at);
      case FLOAT -> rows.getObject(at, Double.class);
      case REAL -> rows.getObject(at, Float.class);
      case DATE -> rows.getObject(at, LocalDate.class);
      case TIME -> rows.getObject(at, LocalTime.class);
      case SMALLDATETIME, DATETIME, DATETIME2 -> rows.getObject(at, LocalDateTime.class);
      case DATETIMEOFFSET -> rows.getObject(at, OffsetDateTime.class);
      case UNIQUEIDENTIFIER, ROWVERSION, BINARY -> rows.getBytes(at);
      case VARBINARY, IMAGE, SQL_VARIANT, HIERARCHYID, GEOMETRY, GEOGRAPHY ->
          type.isMax() ? rows.getBlob(at) : rows.getBytes(at);
      case CHAR, VARCHAR, NCHAR, NVARCHAR, TEXT, NTEXT, XML ->
          type.isMax() ? rows.getClob(at) : rows.getString(at);
    };
  }
}
