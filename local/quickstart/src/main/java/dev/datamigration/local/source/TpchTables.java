package dev.datamigration.local.source;

import io.trino.tpch.TpchColumn;
import io.trino.tpch.TpchEntity;
import io.trino.tpch.TpchTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The eight tables of the TPC-H benchmark with the column types and primary keys of its
 * specification (revision 3.0.1, clause 1.4). The rows are those of {@code dbgen} for the scale
 * factor: 1 is about a gigabyte and 8.66 million rows.
 */
public final class TpchTables {
  /** Small ones last, so that the long ones start first. */
  public static final List<String> NAMES =
      List.of("lineitem", "orders", "partsupp", "customer", "part", "supplier", "nation", "region");

  /** Below it the benchmark's rule for partsupp gives two rows one key. */
  public static final double MINIMUM_SCALE = 0.01;

  private static final Map<String, List<String>> PRIMARY_KEYS =
      Map.of(
          "lineitem", List.of("l_orderkey", "l_linenumber"),
          "orders", List.of("o_orderkey"),
          "partsupp", List.of("ps_partkey", "ps_suppkey"),
          "customer", List.of("c_custkey"),
          "part", List.of("p_partkey"),
          "supplier", List.of("s_suppkey"),
          "nation", List.of("n_nationkey"),
          "region", List.of("r_regionkey"));

  private static final Set<String> FIXED_TEXT =
      Set.of(
          "p_mfgr",
          "p_brand",
          "p_container",
          "s_name",
          "s_phone",
          "c_phone",
          "c_mktsegment",
          "o_orderstatus",
          "o_orderpriority",
          "o_clerk",
          "l_returnflag",
          "l_linestatus",
          "l_shipinstruct",
          "l_shipmode",
          "n_name",
          "r_name");

  private TpchTables() {}

  /** The columns of a table's primary key, in order. */
  public static List<String> primaryKey(String table) {
    List<String> key = PRIMARY_KEYS.get(table);
    if (key == null) {
      throw new IllegalArgumentException(
          "TPC-H has no table \"" + table + "\"; it has " + String.join(", ", NAMES) + ".");
    }
    return key;
  }

  /**
   * Creates a table in a schema, fills it and gathers its statistics, in one transaction.
   *
   * @param connection of the PostgreSQL driver, to a user that may create tables; left in
   *     autocommit mode
   * @param scale the scale factor, at least {@link #MINIMUM_SCALE}
   * @return the number of rows
   */
  public static long load(Connection connection, String schema, String table, double scale)
      throws SQLException {
    List<String> key = primaryKey(table);
    checkScale(scale);
    TpchTable<?> tpch = TpchTable.getTable(table);
    String name = schema + "." + table;
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE " + name + " (" + columns(tpch) + ")");
      long rows = TpchCopy.rows(connection, name, tpch, scale);
      statement.execute(
          "ALTER TABLE " + name + " ADD PRIMARY KEY (" + String.join(", ", key) + ")");
      statement.execute("ANALYZE " + name);
      connection.commit();
      return rows;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  static void checkScale(double scale) {
    if (!(scale >= MINIMUM_SCALE)) {
      throw new IllegalArgumentException(
          "The scale factor is " + scale + ", but must be at least " + MINIMUM_SCALE + ".");
    }
  }

  /** The columns of CREATE TABLE, in words that PostgreSQL and SQL Server know. */
  static <E extends TpchEntity> String columns(TpchTable<E> table) {
    return table.getColumns().stream()
        .map(column -> column.getColumnName() + " " + type(column) + " NOT NULL")
        .collect(Collectors.joining(", "));
  }

  static String type(TpchColumn<?> column) {
    return switch (column.getType().getBase()) {
      case INTEGER -> "integer";
      case IDENTIFIER -> "bigint";
      case DATE -> "date";
      case DOUBLE -> "decimal(15,2)";
      case VARCHAR ->
          String.format(
              Locale.ROOT,
              FIXED_TEXT.contains(column.getColumnName()) ? "char(%d)" : "varchar(%d)",
              column.getType().getPrecision().orElseThrow());
    };
  }
}
