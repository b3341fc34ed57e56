package dev.datamigration.bench.types;

import dev.datamigration.bench.types.TypeValue.Arrives;
import dev.datamigration.bench.types.TypeValue.FailsPartition;
import dev.datamigration.bench.types.TypeValue.NotInSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A table of the source with one column for each type: {@code c0}, {@code c1} and so on behind the
 * key {@code id}.
 */
record TypedRows(String schema, String name, List<DataType> types) {
  /** One value in one cell; every other cell of its row is NULL. */
  record Cell(int id, int column, TypeValue value) {
    String columnName() {
      return "c" + column;
    }
  }

  /** Each column's name and its type in Snowflake. */
  List<String> targets() {
    List<String> targets = new ArrayList<>();
    for (DataType type : types) {
      targets.add("c" + targets.size() + " " + type.target());
    }
    return targets;
  }

  String create() {
    StringBuilder sql = new StringBuilder("CREATE TABLE ").append(schema).append('.').append(name);
    sql.append(" (id integer NOT NULL PRIMARY KEY");
    for (int i = 0; i < types.size(); i++) {
      sql.append(", c").append(i).append(' ').append(types.get(i).source()).append(" NULL");
    }
    return sql.append(')').toString();
  }

  /** The values that arrive, row by row; the rows are as many as the longest line has values. */
  List<List<Cell>> arriving() {
    List<List<Cell>> rows = new ArrayList<>();
    for (int column = 0; column < types.size(); column++) {
      List<Arrives> values = values(types.get(column), Arrives.class).toList();
      for (int row = 0; row < values.size(); row++) {
        if (row == rows.size()) {
          rows.add(new ArrayList<>());
        }
        rows.get(row).add(new Cell(row, column, values.get(row)));
      }
    }
    return rows;
  }

  /** The values that fail their partition, a row each. */
  List<Cell> failing() {
    return cells(FailsPartition.class);
  }

  /** The values that the source refuses. */
  List<Cell> refused() {
    return cells(NotInSource.class);
  }

  private List<Cell> cells(Class<? extends TypeValue> kind) {
    List<Cell> cells = new ArrayList<>();
    for (int column = 0; column < types.size(); column++) {
      for (TypeValue value : values(types.get(column), kind).toList()) {
        cells.add(new Cell(cells.size(), column, value));
      }
    }
    return cells;
  }

  private static <T extends TypeValue> Stream<T> values(DataType type, Class<T> kind) {
    return type.values().stream().filter(kind::isInstance).map(kind::cast);
  }

  /** Inserts one row. */
  String insert(int id, List<Cell> cells) {
    StringBuilder columns = new StringBuilder("id");
    StringBuilder values = new StringBuilder(Integer.toString(id));
    for (Cell cell : cells) {
      columns.append(", ").append(cell.columnName());
      values.append(", ").append(types.get(cell.column()).literal(cell.value()));
    }
    return "INSERT INTO " + schema + "." + name + " (" + columns + ") VALUES (" + values + ")";
  }

  String drop() {
    return "DROP TABLE " + schema + "." + name;
  }
}
