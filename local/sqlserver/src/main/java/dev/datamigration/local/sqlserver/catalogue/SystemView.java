package dev.datamigration.local.sqlserver.catalogue;

import dev.datamigration.local.sqlserver.type.Kind;
import dev.datamigration.local.sqlserver.type.SqlType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A view of the schema sys with the rows it has at the moment. */
public record SystemView(List<Column> columns, List<List<Object>> rows) {
  /** A column. */
  public record Column(String name, SqlType type) {}

  /** {@code name:type} pairs, where the type is i, b (bit), t (tinyint), s (smallint), l, n or c2. */
  static SystemView of(String columns) {
    List<Column> list = new ArrayList<>();
    for (String each : columns.split(" ", -1)) {
      String[] parts = each.split(":", -1);
      list.add(new Column(parts[0], type(parts[1])));
    }
    return new SystemView(list, new ArrayList<>());
  }

  private static SqlType type(String code) {
    return switch (code) {
      case "i" -> SqlType.INT;
      case "b" -> SqlType.BIT;
      case "t" -> SqlType.TINYINT;
      case "s" -> SqlType.SMALLINT;
      case "l" -> SqlType.BIGINT;
      case "d" -> SqlType.DATETIME;
      case "c2" -> SqlType.sized(Kind.CHAR, 2);
      case "w" -> SqlType.nvarchar(4000);
      default -> SqlType.SYSNAME;
    };
  }

  void add(Object... values) {
    rows.add(Arrays.asList(values));
  }
}
