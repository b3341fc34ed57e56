package dev.datamigration.local.source;

import dev.datamigration.local.sqlserver.SqlServerStandIn;
import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The tables of {@link TpchTables} in the stand-in for SQL Server, with clustered primary keys. */
public final class SqlServerTpch {
  private SqlServerTpch() {}

  /**
   * Creates a table in a schema and fills it.
   *
   * @param connection of the server's driver; in autocommit mode
   * @param scale the scale factor, at least {@link TpchTables#MINIMUM_SCALE}
   * @return the number of rows
   */
  public static long load(
      SqlServerStandIn server, Connection connection, String schema, String table, double scale)
      throws SQLException {
    TpchTables.checkScale(scale);
    TpchTable<?> tpch = TpchTable.getTable(table);
    String name = schema + "." + table;
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE "
              + name
              + " ("
              + TpchTables.columns(tpch)
              + ", CONSTRAINT pk_"
              + table
              + " PRIMARY KEY CLUSTERED ("
              + String.join(", ", TpchTables.primaryKey(table))
              + "))");
    }
    return fill(server, name, tpch, scale);
  }

  private static <E extends TpchEntity> long fill(
      SqlServerStandIn server, String name, TpchTable<E> table, double scale) throws SQLException {
    List<TpchColumn<E>> columns = table.getColumns();
    String values =
        IntStream.range(0, columns.size())
            .mapToObj(i -> "@P" + i)
            .collect(Collectors.joining(", "));
    String types =
        IntStream.range(0, columns.size())
            .mapToObj(i -> "@P" + i + " " + TpchTables.type(columns.get(i)))
            .collect(Collectors.joining(", "));
    return server.load(
        "INSERT INTO " + name + " VALUES (" + values + ")",
        types,
        () -> rows(columns, table.createGenerator(scale, 1, 1)));
  }

  private static <E extends TpchEntity> Iterator<Object[]> rows(
      List<TpchColumn<E>> columns, Iterable<E> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> columns.stream().map(column -> value(column, row)).toArray())
        .iterator();
  }

  private static <E extends TpchEntity> Object value(TpchColumn<E> column, E row) {
    return switch (column.getType().getBase()) {
      case INTEGER -> (long) column.getInteger(row);
      case IDENTIFIER -> column.getIdentifier(row);
      case DATE -> LocalDate.ofEpochDay(column.getDate(row));
      case DOUBLE -> BigDecimal.valueOf(Math.round(column.getDouble(row) * 100), 2);
      case VARCHAR -> column.getString(row);
    };
  }
}
